import { Hono } from 'hono'
import type { HttpEnv } from './http.ts'
export const docs = new Hono<HttpEnv>()
