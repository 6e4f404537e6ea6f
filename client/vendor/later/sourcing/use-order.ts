import { orderNews } from '../../first/live.ts'
import { type Asked, useAsked } from '../use-asked.ts'
import type { Order } from './wire.ts'

export function orderPath(id: string): string {
  return `/api/orders/${id}`
}

/** An order, asked for again whenever the book says that it changed. */
export function useOrder(id: string): Asked<Order> {
  const news = orderNews.value
  return useAsked<Order>(orderPath(id), news?.id === id ? news : null)
}
