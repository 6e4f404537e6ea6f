/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { intlLocale } from '../domain/i18n/i18n.ts'
import type { PageKey } from '../domain/i18n/pages/en.ts'
import type { Invoice, InvoiceCredit, InvoiceLine, InvoiceParty } from '../domain/orders/invoice.ts'
import type { Mode } from './layout.tsx'
import { DayText, Paper, packText } from './paper.tsx'
import { MoneyText, type PageTranslator, PersonText } from './text.tsx'

export interface InvoiceView {
  mode: Mode
  /** Path and query, for the language links. */
  here: string
  /** Path of the same paper as UBL; null where the reader cannot fetch it. */
  xmlUrl: string | null
  paper: Invoice | InvoiceCredit
}

interface Props {
  t: PageTranslator
  view: InvoiceView
}

interface PartProps {
  t: PageTranslator
  paper: Invoice | InvoiceCredit
}

/** An invoice or a credit note, to read and to print. */
export function InvoicePage({ t, view }: Props) {
  const { paper, xmlUrl, mode, here } = view
  const tool = xmlUrl === null ? null : <a href={xmlUrl}>{t('paper.xml')}</a>
  return (
    <Paper
      t={t}
      mode={mode}
      here={here}
      tool={tool}
      title={t(`${paper.kind}.title`, { number: paper.number })}
    >
      <Head t={t} paper={paper} />
      {paper.kind === 'invoice' ? <Items t={t} paper={paper} /> : <Reason t={t} paper={paper} />}
      <Sums t={t} paper={paper} />
      <Taxes t={t} paper={paper} />
      {paper.notes.map((note) => (
        <p class="notes">
          <small>{t('paper.note')}</small> <PersonText text={note} />
        </p>
      ))}
    </Paper>
  )
}

function Head({ t, paper }: PartProps) {
  return (
    <>
      <header class="sides">
        <h1>{t(`${paper.kind}.name`)}</h1>
        <Facts t={t} paper={paper} />
      </header>
      <section class="sides">
        <Party t={t} label="paper.from" party={paper.supplier} />
        <Party t={t} label="paper.to" party={paper.customer} />
      </section>
    </>
  )
}

function Facts({ t, paper }: PartProps) {
  return (
    <dl class="facts">
      <Fact label={t(`${paper.kind}.name`)}>
        <PersonText text={paper.number} />
      </Fact>
      <Fact label={t('invoice.date')}>
        <DayText t={t} day={paper.issueDay} />
      </Fact>
      {paper.kind === 'invoice' ? (
        <Fact label={t('invoice.delivered')}>
          <DayText t={t} day={paper.deliveryDay} />
        </Fact>
      ) : (
        <Fact label={t('credit_note.corrects')}>
          <PersonText text={paper.invoice.number} /> ·{' '}
          <DayText t={t} day={paper.invoice.issueDay} />
        </Fact>
      )}
      <Fact label={t('paper.order')}>
        <bdi dir="ltr">{paper.order.number}</bdi>
        <br />
        <bdi dir="ltr" class="mono">
          {paper.order.id}
        </bdi>
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children?: Child }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Party({ t, label, party }: { t: PageTranslator; label: PageKey; party: InvoiceParty }) {
  return (
    <div>
      <h2>
        <small>{t(label)}</small>
      </h2>
      <p class="party">
        <PersonText text={party.name} />
      </p>
      <p>
        <PersonText text={party.address} />
        <br />
        {countryName(t, party.country)}
      </p>
      {party.taxId === null ? null : (
        <p>
          {t('invoice.tax_id')}{' '}
          <bdi dir="ltr">
            <PersonText text={party.taxId} />
          </bdi>
        </p>
      )}
    </div>
  )
}

function Items({ t, paper }: PartProps) {
  const money = (minor: number) => (
    <MoneyText t={t} money={{ amount: minor, currency: paper.currency }} />
  )
  return (
    <section>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('paper.item')}</th>
            <th scope="col" class="wide">
              {t('paper.packs')}
            </th>
            <th scope="col" class="wide">
              {t('invoice.price')}
            </th>
            <th scope="col" class="wide">
              {t('invoice.tax')}
            </th>
            <th scope="col">{t('invoice.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {paper.lines.map((line) => (
            <tr>
              <td class="name">
                <ItemName t={t} line={line} />
                <span class="narrow">
                  <bdi dir="ltr">
                    {line.quantity} × {money(line.unitPrice)}
                  </bdi>{' '}
                  · {t('invoice.tax')} {rateText(t, line.taxBp)}
                </span>
              </td>
              <td class="num wide">{line.quantity}</td>
              <td class="wide">{money(line.unitPrice)}</td>
              <td class="num wide">{rateText(t, line.taxBp)}</td>
              <td>{money(line.gross)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <small>{t('invoice.tax_included')}</small>
    </section>
  )
}

function ItemName({ t, line: { name, sku, pack } }: { t: PageTranslator; line: InvoiceLine }) {
  return (
    <>
      <b>
        <PersonText text={name} />
      </b>
      <small>
        {pack === null ? null : <bdi>{packText(t, pack)}</bdi>}
        {sku === null ? null : (
          <>
            {' · '}
            <PersonText text={sku} />
          </>
        )}
      </small>
    </>
  )
}

/** A credit note has no packs: the supplier's own words, and below what it gives back. */
function Reason({ t, paper }: PartProps) {
  return (
    <section>
      <h2>{t('credit_note.reason')}</h2>
      <p class="notes">
        <PersonText text={paper.lines[0]?.name ?? ''} />
      </p>
    </section>
  )
}

function Sums({ t, paper }: PartProps) {
  const { goods, allowance, total, prepaid, payable, currency } = paper
  const paid = paper.kind === 'invoice' ? 'invoice.paid' : 'credit_note.given_back'
  const sum = (label: PageKey, minor: number, look?: string) => (
    <div class={look}>
      <dt>{t(label)}</dt>
      <dd>
        <MoneyText t={t} money={{ amount: minor, currency }} />
      </dd>
    </div>
  )
  return (
    <dl class="sums">
      {allowance === 0 ? null : (
        <>
          {sum('invoice.goods', goods)}
          {sum('invoice.discount', -allowance)}
        </>
      )}
      {sum('invoice.total', total, 'big')}
      {sum(paid, prepaid)}
      {paper.kind === 'invoice' ? sum('invoice.left', payable) : null}
    </dl>
  )
}

function Taxes({ t, paper }: PartProps) {
  const { taxes, net, tax, total, currency } = paper
  const cells = (row: { net: number; tax: number; gross: number }) => (
    <>
      {[row.net, row.tax].map((minor) => (
        <td>
          <MoneyText t={t} money={{ amount: minor, currency }} />
        </td>
      ))}
      <td class="wide">
        <MoneyText t={t} money={{ amount: row.gross, currency }} />
      </td>
    </>
  )
  return (
    <section class="taxes">
      <table>
        <caption>{t('invoice.taxes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('invoice.rate')}</th>
            <th scope="col">{t('invoice.net')}</th>
            <th scope="col">{t('invoice.tax_amount')}</th>
            <th scope="col" class="wide">
              {t('invoice.gross')}
            </th>
          </tr>
        </thead>
        <tbody>
          {taxes.map((row) => (
            <tr>
              <td class="num">{rateText(t, row.taxBp)}</td>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        {taxes.length < 2 ? null : (
          <tfoot>
            <tr>
              <td></td>
              {cells({ net, tax, gross: total })}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

const rates = new Map<string, Intl.NumberFormat>()

/** "5%", "12.5%": a rate is no money, and Intl takes it as a fraction. */
function rateText(t: PageTranslator, taxBp: number): string {
  let format = rates.get(t.locale)
  if (format === undefined) {
    format = new Intl.NumberFormat(intlLocale(t.locale), {
      style: 'percent',
      maximumFractionDigits: 2,
    })
    rates.set(t.locale, format)
  }
  return format.format(taxBp / 10_000)
}

function countryName(t: PageTranslator, country: string): string {
  const names = new Intl.DisplayNames(intlLocale(t.locale), { type: 'region' })
  return names.of(country) ?? country
}
