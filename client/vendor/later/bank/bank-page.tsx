/** Pieces that several screens of bank accounts are made of. */
import type { ComponentChildren } from 'preact'
import type { ReceivingScheme } from '../../../../src/domain/payments/receiving-schemes.ts'
import { SCHEME_TITLES } from '../../../../src/domain/qr/titles.ts'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import { go } from '../../first/router.ts'
import type { Bank } from '../../first/wire.ts'
import { type Place, routeTo } from './place.ts'
import { useBank } from './use-bank.ts'
import { b } from './words.ts'

/** Accounts of one stall; the server counts the same. */
export const ACCOUNTS_MAX = 5

/** Shows another screen of these. */
export function open(place: Place, options?: { replace: boolean }): void {
  go(routeTo(place), options)
}

/** A screen of bank accounts; its content once they are known. */
export function BankPage(props: {
  title: string
  back?: Parameters<typeof go>[0]
  children: (bank: Bank) => ComponentChildren
}) {
  const { title, back = routeTo({ name: 'accounts' }) } = props
  const { known, problem, again } = useBank()
  return (
    <Page title={title} back={back}>
      {known === null && problem === null && <p role="status">{t('starting')}</p>}
      <ProblemNote problem={problem} />
      {problem !== null && (
        <button type="button" class="button plain" onClick={again}>
          {t('again')}
        </button>
      )}
      {known !== null && props.children(known)}
    </Page>
  )
}

/** A row that leads on: what it is, and what there is to say of it. */
export function BankRow(props: {
  to: Place
  icon: 'bank' | 'camera'
  title: string
  children: ComponentChildren
}) {
  return (
    <li>
      <button type="button" class="link-row" onClick={() => open(props.to)}>
        <Icon name={props.icon} />
        <span>
          {props.title}
          <span class="row-more">{props.children}</span>
        </span>
        <Icon name="next" />
      </button>
    </li>
  )
}

/** Names of schemes are the same in every language. */
export function schemeTitle(scheme: ReceivingScheme): string {
  return SCHEME_TITLES[scheme]
}

export function ToAccounts() {
  return (
    <button
      type="button"
      class="button"
      onClick={() => open({ name: 'accounts' }, { replace: true })}
    >
      {b('to_accounts')}
    </button>
  )
}
