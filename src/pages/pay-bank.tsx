/** @jsxImportSource hono/jsx */
import type { ReceivingScheme } from '../domain/payments/receiving-schemes.ts'
import { schemeName } from './scheme-name.ts'
import type { PageTranslator } from './text.tsx'

/** An account of the stall's bank that a shopper may choose; at most one a scheme. */
export interface BankChoice {
  /** `rcv_…`. */
  account: string
  scheme: ReceivingScheme
}

interface Props {
  t: PageTranslator
  banks: readonly BankChoice[]
  /** Where the form goes to with them. */
  action: string
  /** Whether this is the form's main way to pay. */
  isMain: boolean
}

/** One button a scheme, in the form of the pay page; a single one needs no name. */
export function BankButtons({ t, banks, action, isMain }: Props) {
  return (
    <>
      {banks.map(({ account, scheme }, i) => (
        <button
          class={isMain && i === 0 ? 'go' : 'quiet'}
          formaction={action}
          name="account"
          value={account}
        >
          {t('bank.pay', { scheme: banks.length === 1 ? t('bank.any') : schemeName(t, scheme) })}
        </button>
      ))}
      {isMain ? <p class="small soft center">{t('bank.pay_hint')}</p> : null}
    </>
  )
}
