import { useEffect, useState } from 'preact/hooks'
import { post, serverNowMs } from '../../first/api.ts'
import { mintId } from '../../first/mint.ts'
import type { Problem } from '../../first/problem.ts'
import { recallJson, storeJson } from '../../first/storage.ts'
import type { BankPayment } from '../../first/wire.ts'
import { type Attempts, withAttempt } from './attempts.ts'

const STORED = 'bank.attempts'

/** Where nothing can be stored, it lasts as long as the app is open. */
let attempts = recallJson(STORED) as Attempts | null

/** What was answered to the attempts of the last sale, so that going to and fro asks nothing. */
let answered: { request: string; payments: ReadonlyMap<string, BankPayment> } | null = null

interface Asked {
  payment: BankPayment | null
  problem: Problem | null
  again: () => void
}

/** The code of a sale for bank apps. A failed call is sent again under the same id. */
export function useBankPayment(request: string, account: string): Asked {
  const key = `${request} ${account}`
  const [told, setTold] = useState<{ key: string; problem: Problem | null } | null>(null)
  const [tries, setTries] = useState(0)
  const payment = (answered?.request === request && answered.payments.get(account)) || null
  useEffect(() => {
    if (payment !== null) return
    let isOver = false
    const id = attemptId(request, account)
    void post<BankPayment>(`/api/payment-requests/${request}/bank`, { id, account }).then(
      (answer) => {
        if (answer.ok) keep(request, account, answer.value)
        if (!isOver) setTold({ key, problem: answer.ok ? null : answer.problem })
      },
    )
    return () => {
      isOver = true
    }
  }, [key, tries])
  return {
    payment,
    problem: told?.key === key && payment === null ? told.problem : null,
    again: () => setTries(tries + 1),
  }
}

function attemptId(request: string, account: string): string {
  attempts = withAttempt(attempts, { request, account }, () => mintId('att', serverNowMs()))
  // Before it is sent: after a reload it is the same try, and not a second one for the same amount.
  storeJson(STORED, attempts)
  return attempts.ids[account] ?? ''
}

function keep(request: string, account: string, payment: BankPayment): void {
  const before = answered?.request === request ? answered.payments : []
  answered = { request, payments: new Map([...before, [account, payment]]) }
}
