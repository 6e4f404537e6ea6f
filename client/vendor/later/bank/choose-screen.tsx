import { isOwner } from '../parts.tsx'
import { isOpenScheme } from './account-words.ts'
import { BankPage, BankRow, schemeTitle } from './bank-page.tsx'
import { b } from './words.ts'

/** What kind of account is added: one to be typed in, or one that the bank made a code of. */
export function ChooseScreen() {
  return (
    <BankPage title={b('add')}>
      {({ schemes }) =>
        isOwner() ? (
          <>
            <h2>{b('add.choose')}</h2>
            <ul class="card link-rows">
              {schemes
                .map(({ scheme }) => scheme)
                .filter(isOpenScheme)
                .map((scheme) => (
                  <BankRow
                    key={scheme}
                    to={{ name: 'add', what: scheme }}
                    icon="bank"
                    title={schemeTitle(scheme)}
                  >
                    {b('add.typed', { what: b(`account.${scheme}`) })}
                  </BankRow>
                ))}
              <BankRow to={{ name: 'add', what: 'code' }} icon="camera" title={b('add.code')}>
                {b('add.code_hint')}
              </BankRow>
            </ul>
          </>
        ) : (
          <p class="empty">{b('owner_only')}</p>
        )
      }
    </BankPage>
  )
}
