/** The live connection to the vendor's book: open, kept, replayed after a break, and loud when it is lost. */
import { signal } from '@preact/signals'
import { announce, resetSeen, seenSeq, silence } from './announce.ts'
import { get, serverNowMs } from './api.ts'
import { retryDelayMs } from './backoff.ts'
import {
  EMPTY_FEED,
  type Feed,
  type Heard,
  hearHello,
  hearLine,
  hearPage,
  startFeed,
} from './feed.ts'
import { forgetSale, noteRequest } from './sale.ts'
import { me, refreshMe, session, signOutHere } from './session.ts'
import { ring } from './sound.ts'
import { type Line, type LinePage, readMessage, type Today } from './wire.ts'

/**
 * `live`: payments arrive by themselves. `polling`: the connection is down and the phone asks every few seconds.
 * `lost`: nobody answers; no payment can be confirmed.
 */
export const connection = signal<'starting' | 'live' | 'polling' | 'lost'>('starting')

export const feed = signal<Feed>(EMPTY_FEED)

/** Counts the server's words that the credit changed. */
export const creditNews = signal(0)

/** Counts the server's words that something at the bank changed. */
export const bankNews = signal(0)

/** Counts the server's words that the tiles changed. */
export const tilesNews = signal(0)

/** The last of the server's words that an order changed. */
export const orderNews = signal<{ id: string } | null>(null)

/** True once the book's rows are here, so that an empty list means an empty book. */
export const isLoaded = signal(false)

const PING_MS = 20_000
/** No pong for so long after a ping means a dead connection that the phone has not noticed. */
const PONG_MS = 8000
const POLL_MS = 5000
/** A break shorter than this (a deploy, a change of cell) is not worth an alarm. */
const GRACE_MS = 3000
const REPLAY_MS = 4000
const PAGE = 50
/** More missed rows than this are not replayed one by one; the list says that there are more. */
const PAGES_MAX = 4
/** Close code of the server for a session that ended. */
const SESSION_ENDED = 4401

let socket: WebSocket | null = null
let attempt = 0
let retryTimer = 0
let graceTimer = 0
let pongTimer = 0
let replayTimer = 0
let isFetching = false
let isRunning = false

/** Starts once somebody is signed in; ends with the session. */
export function startLive(): void {
  if (isRunning) return
  isRunning = true
  setInterval(ping, PING_MS)
  setInterval(poll, POLL_MS)
  addEventListener('online', retryNow)
  addEventListener('offline', dropSocket)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') retryNow()
  })
  session.subscribe((state) => {
    if (state === 'in') void begin()
    else end()
  })
}

/** First rows, then the connection. */
async function begin(): Promise<void> {
  if (!isLoaded.peek()) await loadFirst()
  if (session.peek() === 'in') open()
}

function end(): void {
  dropSocket()
  calm()
  feed.value = EMPTY_FEED
  isLoaded.value = false
  connection.value = 'starting'
  silence()
  forgetSale()
}

async function loadFirst(): Promise<void> {
  const [page, today] = await Promise.all([
    get<LinePage>(`/api/entries?limit=${PAGE}`),
    get<Today>('/api/today'),
  ])
  const vendorId = me.peek()?.vendor.id
  if (!page.ok || !today.ok || vendorId === undefined) {
    worry()
    return
  }
  const seen = seenSeq(vendorId)
  const start = startFeed(page.value, today.value, seen, serverNowMs())
  feed.value = start.feed
  isLoaded.value = true
  if (seen === null || seen > start.feed.lastSeq) resetSeen(vendorId, start.feed.lastSeq)
  announce(start.news, start.hasMoreMissed)
}

function open(): void {
  clearTimeout(retryTimer)
  if (socket !== null || session.peek() !== 'in' || !isLoaded.peek()) return
  worry()
  const { protocol, host } = location
  const scheme = protocol === 'https:' ? 'wss' : 'ws'
  const opened = new WebSocket(`${scheme}://${host}/ws?after=${feed.peek().lastSeq}`)
  socket = opened
  opened.addEventListener('message', ({ data }) => {
    if (opened === socket && typeof data === 'string') hear(data)
  })
  opened.addEventListener('close', ({ code }) => {
    if (opened !== socket) return
    socket = null
    if (code === SESSION_ENDED) signOutHere()
    else brokeOff()
  })
}

function hear(text: string): void {
  clearTimeout(pongTimer)
  const message = readMessage(text)
  if (message === null) return
  switch (message.type) {
    case 'hello':
      attempt = 0
      calm()
      take(hearHello(feed.peek(), message.last_seq, message.today, serverNowMs()))
      // The server replays a few hundred rows at most; after a longer absence the rest is asked for.
      clearTimeout(replayTimer)
      replayTimer = window.setTimeout(finishReplay, REPLAY_MS)
      break
    case 'entry':
      take(hearLine(feed.peek(), message.entry, message.today, serverNowMs()))
      break
    case 'request':
      noteRequest(message.request)
      break
    case 'status':
      void refreshMe()
      break
    case 'credit':
      creditNews.value += 1
      break
    case 'bank':
      bankNews.value += 1
      break
    case 'till_items':
      tilesNews.value += 1
      break
    case 'order':
      orderNews.value = message
      break
  }
}

function take({ feed: next, news, trouble }: Heard): void {
  feed.value = next
  announce(news)
  if (trouble === null) return
  // After a gap the connection starts anew after the last row that we have, and the missing ones are asked for
  // meanwhile. Another book than ours (a demonstration that was reset) is read from its first page.
  if (trouble === 'reset') isLoaded.value = false
  dropSocket()
  if (trouble === 'gap') void catchUp()
}

/** Closes our end without waiting for the other one, which may be gone. */
function dropSocket(): void {
  const dropped = socket
  socket = null
  clearTimeout(pongTimer)
  dropped?.close()
  if (dropped !== null) brokeOff()
}

function brokeOff(): void {
  worry()
  retrySoon()
}

/** Says that the connection is lost, unless it comes back within the grace. */
function worry(): void {
  if (session.peek() !== 'in' || connection.peek() === 'lost' || connection.peek() === 'polling') {
    return
  }
  connection.value = 'starting'
  if (!navigator.onLine) alarm()
  // Armed once: attempts that fail in a row must not put the alarm off.
  else if (graceTimer === 0) graceTimer = window.setTimeout(alarm, GRACE_MS)
}

function alarm(): void {
  clearTimeout(graceTimer)
  graceTimer = 0
  if (connection.peek() !== 'starting') return
  connection.value = 'lost'
  ring('lost')
  void catchUp()
}

function calm(): void {
  clearTimeout(graceTimer)
  graceTimer = 0
  connection.value = 'live'
}

function retrySoon(): void {
  clearTimeout(retryTimer)
  if (session.peek() !== 'in') return
  retryTimer = window.setTimeout(() => void begin(), retryDelayMs(attempt, Math.random()))
  attempt += 1
}

/** The phone woke up or has a network again: do not wait out the delay. */
function retryNow(): void {
  if (session.peek() !== 'in') return
  if (socket === null) {
    attempt = 0
    void begin()
  } else ping()
}

function ping(): void {
  if (socket?.readyState !== WebSocket.OPEN) return
  socket.send('ping')
  clearTimeout(pongTimer)
  pongTimer = window.setTimeout(dropSocket, PONG_MS)
}

function poll(): void {
  if (session.peek() !== 'in' || connection.peek() === 'live') return
  if (isLoaded.peek()) void catchUp()
  else if (socket === null) void begin()
}

/** Asks for the rows after the last one known, newest first, page by page. */
async function catchUp(): Promise<void> {
  if (isFetching || !isLoaded.peek()) return
  isFetching = true
  const after = feed.peek().lastSeq
  const rows = await missingRows(after)
  const today = rows === null ? null : await get<Today>('/api/today')
  isFetching = false
  if (session.peek() !== 'in' || !isLoaded.peek()) return
  if (rows === null || today === null || !today.ok) {
    if (connection.peek() === 'polling') connection.value = 'lost'
    return
  }
  if (connection.peek() === 'lost') connection.value = 'polling'
  if (rows === 'too_many') {
    isLoaded.value = false
    await loadFirst()
    return
  }
  const heard = hearPage(feed.peek(), rows, today.value, serverNowMs())
  // A page with a hole is no better on the second reading: the next poll starts from the first page.
  isLoaded.value = heard.trouble === null
  take({ ...heard, trouble: null })
}

function finishReplay(): void {
  if (feed.peek().lastSeq < feed.peek().replayUntil) void catchUp()
}

async function missingRows(after: number): Promise<Line[] | 'too_many' | null> {
  const rows: Line[] = []
  let before = ''
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await get<LinePage>(`/api/entries?limit=${PAGE}${before}`)
    if (!answer.ok) return null
    rows.push(...answer.value.data)
    const oldest = rows.at(-1)?.seq ?? 0
    if (oldest <= after + 1 || !answer.value.has_more) {
      return rows.filter(({ seq }) => seq > after).toReversed()
    }
    before = `&before=${oldest}`
  }
  return 'too_many'
}
