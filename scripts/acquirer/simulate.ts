/**
 * `npm run acquirer:simulate -- --payload 'upi://pay?…'`: plays the bank behind a code of the demonstration market, and
 * tells the running server that the money arrived. Options: `--amount 1250` for a code without one, `--more 1`,
 * `--late 3600` (seconds), `--no-reference`, `--twice`, `--tampered`, `--lost`.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { complain, say } from '../demo/terminal.ts'
import { pay, sign } from './simulator.ts'

const { values } = parseArgs({
  options: {
    payload: { type: 'string' },
    amount: { type: 'string' },
    more: { type: 'string' },
    late: { type: 'string' },
    'no-reference': { type: 'boolean' },
    twice: { type: 'boolean' },
    tampered: { type: 'boolean' },
    lost: { type: 'boolean' },
  },
})

interface Demo {
  base_url: string
  partners: { kind: string; currency: string; api_key: string }[]
}

async function main(payload: string): Promise<void> {
  const demo = JSON.parse(readFileSync('.wrangler/demo.json', 'utf8')) as Demo
  const acquirer = demo.partners.find(({ kind }) => kind === 'acquirer')
  if (acquirer === undefined) throw new Error('the demonstration market has no acquirer')
  const call = (path: string, init: RequestInit) =>
    fetch(`${demo.base_url}/v1${path}`, {
      method: 'POST',
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${acquirer.api_key}` },
    })
  const notice = pay(payload, acquirer.currency as 'INR', {
    ...(values.amount === undefined ? {} : { amount: Number(values.amount) }),
    moreMinor: Number(values.more ?? 0),
    lateMs: Number(values.late ?? 0) * 1000,
    forgetsReference: values['no-reference'] === true,
  })
  say(`The bank moved ${notice.amount.amount} ${notice.amount.currency} to ${notice.account}.`)
  if (values.lost === true) return say('The notice got lost on the way.')
  const { secret } = (await (await call('/acquirer/secret', {})).json()) as { secret: string }
  for (let i = 0; i < (values.twice === true ? 2 : 1); i += 1) {
    const signed = sign(notice, { secret, tampered: values.tampered === true })
    const answer = await call('/acquirer/credits', { body: signed.body, headers: signed.headers })
    say(`${answer.status} ${await answer.text()}`)
  }
}

if (values.payload === undefined) {
  complain("Say which code was scanned: --payload 'upi://pay?…'")
  process.exitCode = 1
} else {
  await main(values.payload)
}
