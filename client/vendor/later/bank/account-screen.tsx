import { useRef } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { noteBank } from '../../first/bank.ts'
import { showDate, t } from '../../first/language.ts'
import { LinkButton } from '../../first/parts.tsx'
import { me } from '../../first/session.ts'
import type { Bank, BankAccount } from '../../first/wire.ts'
import { StepUp } from '../credit/step-up.tsx'
import { Fact, isOwner, Outcome } from '../parts.tsx'
import { posterHref } from '../sticker-screen.tsx'
import { type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { BankPage, schemeTitle, ToAccounts } from './bank-page.tsx'
import { DeedTrouble } from './trouble.tsx'
import { b } from './words.ts'

/** One account: what customers see of it, its poster, and the way to take it away. */
export function AccountScreen({ id }: { id: string }) {
  return (
    <BankPage title={t('bank.title')}>
      {({ accounts }) => <Found found={accounts.find((one) => one.id === id) ?? null} />}
    </BankPage>
  )
}

function Found({ found }: { found: BankAccount | null }) {
  // Kept, because it is no longer told of once it is removed.
  const seen = useRef(found)
  seen.current = found ?? seen.current
  if (seen.current === null) return <Gone />
  return <Account account={seen.current} isThere={found !== null} />
}

function Gone() {
  return (
    <>
      <p class="empty">{b('account.gone')}</p>
      <ToAccounts />
    </>
  )
}

function Account({ account, isThere }: { account: BankAccount; isThere: boolean }) {
  const handle = useDeed(planOf(account, isThere))
  const { deed } = handle
  useNextStep(deed.step === 'done' || deed.step === 'step_up' ? deed.step : 'look')
  if (deed.step === 'done') {
    return (
      <Outcome icon="tick" title={b('remove.done')} next={<ToAccounts />}>
        {null}
      </Outcome>
    )
  }
  if (!isThere) return <Gone />
  if (deed.step === 'step_up') {
    return (
      <StepUp
        why={b('step_up.why')}
        onGoOn={() => handle.send()}
        onLeave={deed.isDoubtful ? undefined : handle.revise}
      />
    )
  }
  return (
    <>
      <Facts account={account} />
      <section class="stack">
        <h2>{b('poster.title')}</h2>
        <p class="hint">{b('poster.hint')}</p>
        <div class="two-buttons">
          <LinkButton href={posterHref(account.poster_url, 'a6')} icon="print">
            {t('sticker.a6')}
          </LinkButton>
          <LinkButton href={posterHref(account.poster_url, 'a4')} icon="print">
            {t('sticker.a4')}
          </LinkButton>
        </div>
      </section>
      {isOwner() && deed.step === 'choosing' && (
        <>
          <DeedTrouble
            deed={deed}
            unknown=""
            refused={deed.note === null ? null : b('remove.refused')}
          />
          <button
            type="button"
            class="button plain"
            onClick={() => handle.ask(() => ({ account: account.id }))}
          >
            {b('remove.start')}
          </button>
        </>
      )}
      {deed.step !== 'choosing' && <Ask handle={handle} />}
    </>
  )
}

function Facts({ account }: { account: BankAccount }) {
  const timeZone = me.value?.vendor.time_zone ?? 'UTC'
  return (
    <section class="card">
      <h2>{schemeTitle(account.scheme)}</h2>
      <dl>
        <Fact name={b('account.number')}>
          <span class="code">{account.account}</span>
        </Fact>
        <Fact name={b('account.name')}>
          <bdi>{account.name}</bdi>
        </Fact>
        <Fact name={b('account.since')}>{isolate(showDate(account.added_at, timeZone))}</Fact>
      </dl>
      {account.is_fixed && <p class="hint">{b('account.fixed')}</p>}
    </section>
  )
}

/** Asked once more, at the end of the page. */
function Ask({ handle }: { handle: ReturnType<typeof useDeed<Removal, Bank>> }) {
  const { deed } = handle
  const isBusy = deed.step === 'sending'
  return (
    <section
      class="card bank-remove"
      role="group"
      aria-label={b('remove.start')}
      ref={(card) => card?.scrollIntoView({ block: 'end' })}
    >
      <p role="alert">{b('remove.ask')}</p>
      <DeedTrouble deed={deed} unknown={b('remove.unknown')} refused={null} />
      <div class="two-buttons">
        <button
          type="button"
          class="button plain"
          disabled={deed.step !== 'asked'}
          onClick={handle.revise}
        >
          {b('remove.keep')}
        </button>
        <button
          type="button"
          class="button danger"
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={() => handle.send()}
        >
          {b(deed.step === 'unknown' ? 'send_again' : 'remove.confirm')}
        </button>
      </div>
    </section>
  )
}

interface Removal {
  account: string
}

function planOf({ id }: BankAccount, isThere: boolean): Plan<Removal, Bank> {
  return {
    key: `bank.remove.${id}`,
    path: `/api/bank/accounts/${id}/remove`,
    action: () => 'bank_account',
    body: () => ({}),
    take: (told) => {
      noteBank(told)
      return false
    },
    isDone: () => !isThere,
  }
}
