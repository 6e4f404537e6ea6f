import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import type { Bank } from '../../first/wire.ts'
import { isOwner, LinkRow } from '../parts.tsx'
import { ACCOUNTS_MAX, BankPage, BankRow, open, schemeTitle } from './bank-page.tsx'
import { routeTo } from './place.ts'
import { b } from './words.ts'

/** The stall's accounts at its own bank, and what they are good for. */
export function AccountsScreen() {
  return (
    <BankPage title={t('bank.title')} back={{ name: 'settings' }}>
      {(bank) => <Accounts bank={bank} />}
    </BankPage>
  )
}

function Accounts({ bank }: { bank: Bank }) {
  const { accounts, waiting } = bank
  const isFull = accounts.length >= ACCOUNTS_MAX
  return (
    <>
      {waiting.length > 0 && (
        <ul class="card">
          <LinkRow to={routeTo({ name: 'waiting' })} icon="waiting" label={t('bank.door')} />
        </ul>
      )}
      {accounts.length === 0 ? (
        <Empty />
      ) : (
        <ul class="card link-rows">
          {accounts.map(({ id, scheme, name, account }) => (
            <BankRow key={id} to={{ name: 'account', id }} icon="bank" title={schemeTitle(scheme)}>
              <span>
                <span class="code">{account}</span>
              </span>
              <span>
                <bdi>{name}</bdi>
              </span>
            </BankRow>
          ))}
        </ul>
      )}
      {!isOwner() && <p class="hint">{b('owner_only')}</p>}
      {isOwner() && isFull && <p class="hint">{b('full', { count: ACCOUNTS_MAX })}</p>}
      {isOwner() && !isFull && (
        <button
          type="button"
          class={accounts.length === 0 ? 'button' : 'button plain'}
          onClick={() => open({ name: 'choose' })}
        >
          <Icon name="plus" />
          <span>{b('add')}</span>
        </button>
      )}
      {accounts.length > 0 && (
        <>
          <p class="hint">{b('not_held')}</p>
          <p class="hint">{b('green')}</p>
        </>
      )}
    </>
  )
}

/** What it is good for, to whoever has none. */
function Empty() {
  return (
    <section class="card bank-why">
      <Icon name="bank" />
      <p>
        <strong>{b('why')}</strong>
      </p>
      <p>{b('not_held')}</p>
      <p>{b('green')}</p>
    </section>
  )
}
