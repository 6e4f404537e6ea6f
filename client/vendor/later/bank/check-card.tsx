import { t } from '../../first/language.ts'
import type { Deed } from '../deed.ts'
import { Fact } from '../parts.tsx'
import type { DeedHandle } from '../use-deed.ts'
import { schemeTitle } from './bank-page.tsx'
import type { NewAccount } from './draft.ts'
import { DeedTrouble } from './trouble.tsx'
import { b } from './words.ts'

type Typed = Exclude<NewAccount, { payload: string }>

/** What was typed, sign by sign, before money is sent there. */
export function CheckCard(props: {
  account: Typed
  deed: Deed<NewAccount>
  handle: DeedHandle<NewAccount>
}) {
  const { account, deed, handle } = props
  const isBusy = deed.step === 'sending'
  return (
    <>
      <section class="card">
        <h2>{schemeTitle(account.scheme)}</h2>
        <p>{b('add.check')}</p>
        <p class="bank-check" dir="ltr">
          {account.account}
        </p>
        <dl>
          {account.details?.['bin'] !== undefined && (
            <Fact name={b('field.bin')}>
              <span class="code">{account.details['bin']}</span>
            </Fact>
          )}
          <Fact name={b('field.name')}>
            <bdi>{account.name}</bdi>
          </Fact>
        </dl>
      </section>
      <p>{b('add.check_hint')}</p>
      <DeedTrouble deed={deed} unknown={b('add.unknown')} refused={null} />
      <button
        type="button"
        class="button"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => handle.send()}
      >
        {b(deed.step === 'unknown' ? 'send_again' : 'add.confirm')}
      </button>
      {isBusy && <p role="status">{t('starting')}</p>}
      {deed.step === 'asked' && (
        <button type="button" class="button plain" onClick={handle.revise}>
          {b('add.change')}
        </button>
      )}
    </>
  )
}
