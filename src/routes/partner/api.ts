import { Hono } from 'hono'
import type { HttpEnv } from '../http.ts'
export const partnerApi = new Hono<HttpEnv>()
