import './later.css'
import type { ComponentChildren } from 'preact'
import { mayRefund } from '../../../src/domain/payments/member.ts'
import { Amount, FigureView } from '../first/figure-view.tsx'
import { Icon } from '../first/icons.tsx'
import { showDateTime, t } from '../first/language.ts'
import { tKind } from '../first/line-words.ts'
import { Page, ProblemNote } from '../first/parts.tsx'
import { go } from '../first/router.ts'
import { me } from '../first/session.ts'
import type { Line, Me } from '../first/wire.ts'
import { BankNote } from './bank/bank-note.tsx'
import { tDecline } from './decline-words.ts'
import { TagChoice } from './tag-choice.tsx'
import { refundable, useLine } from './use-line.ts'

/** One row of the book as a receipt. */
export function PaymentScreen() {
  const { line, problem, tag } = useLine()
  const stall = me.value
  if (stall === null) return null
  const title = line === null ? t('payments.title') : tKind(line)
  const canRefund = mayRefund(stall.member.role) && line !== null && refundable(line) > 0
  return (
    <Page title={title} back={{ name: 'payments' }}>
      <ProblemNote problem={problem} />
      {line?.rail === 'bank_qr' && <BankNote line={line} timeZone={stall.vendor.time_zone} />}
      {line !== null && <Receipt line={line} timeZone={stall.vendor.time_zone} />}
      {canRefund && (
        <button
          type="button"
          class="button plain"
          onClick={() => go({ name: 'refund', seq: line.seq })}
        >
          <Icon name="refund" />
          <span>{t('refund.start')}</span>
        </button>
      )}
      {line !== null && mayTag(line, stall.member.role) && (
        <TagChoice key={`${line.seq} ${tag}`} seq={line.seq} tag={tag} />
      )}
    </Page>
  )
}

/** Money that came in is income unless somebody says otherwise; a helper at the till does not. */
function mayTag(line: Line, role: Me['member']['role']): boolean {
  return line.kind === 'payment' && line.state === 'posted' && role !== 'cashier'
}

function Receipt({ line, timeZone }: { line: Line; timeZone: string }) {
  const isDead = line.state === 'declined' || line.state === 'voided'
  // No balance of the book has its money.
  const isAtBank = line.rail === 'bank_qr'
  const refunded = line.refunded
  return (
    <section class={isDead ? 'receipt dead' : 'receipt'}>
      <div class="fits">
        <FigureView money={line.amount} />
      </div>
      {line.decline_reason !== null && <p class="reason">{tDecline(line.decline_reason)}</p>}
      {line.note !== null && <bdi class="receipt-note">{line.note}</bdi>}
      <dl>
        <Fact name={t('detail.time')}>
          <time datetime={line.at}>{showDateTime(line.at, timeZone)}</time>
        </Fact>
        {!isDead && (
          <Fact name={t('paid.code')}>
            <span class="code big">{line.alert_code}</span>
          </Fact>
        )}
        {line.tip !== null && (
          <Fact name={t('detail.tip')}>
            <Amount money={line.tip} />
          </Fact>
        )}
        {refunded !== null && refunded.amount > 0 && (
          <>
            <Fact name={t('detail.refunded')}>
              <Amount money={refunded} sign="−" />
            </Fact>
            <Fact name={t('detail.kept')}>
              <Amount money={{ ...line.amount, amount: line.amount.amount - refunded.amount }} />
            </Fact>
          </>
        )}
        {line.holdback !== null && line.holdback.amount > 0 && (
          <Fact name={t('detail.credit')}>
            <Amount money={line.holdback} />
          </Fact>
        )}
        {!isDead && !isAtBank && (
          <Fact name={t('detail.balance')}>
            <Amount money={line.balance.available} />
          </Fact>
        )}
        <Fact name={t('detail.number')}>
          <span class="code">{line.seq}</span>
        </Fact>
        {line.id !== null && (
          <Fact name={t('detail.id')}>
            <span class="code small">{line.id}</span>
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
