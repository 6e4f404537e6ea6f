/** @jsxImportSource hono/jsx */
import type { InspectTranslator } from '../domain/i18n/pages/inspect.ts'
import type { Checksum } from '../domain/qr/checksum.ts'
import type { QrFinding } from '../domain/qr/explain.ts'
import type { InspectedEntry, Inspection } from '../domain/qr/inspect.ts'
import { fieldTitle } from '../domain/qr/titles.ts'
import { VisibleText } from './visible-text.tsx'

interface Props {
  t: InspectTranslator
  inspection: Inspection
  /** Path and query of the page, to which the places on it are added. */
  here: string
}

/** What is wrong at a glance, and then every field with what is wrong with it. */
export function InspectFields({ t, inspection, here }: Props) {
  const { entries, checksum } = inspection
  if (inspection.verdict === 'unknown') return <UnknownText t={t} text={inspection.text} />
  return (
    <>
      <Findings t={t} entries={entries} here={here} level="error" />
      <Findings t={t} entries={entries} here={here} level="warning" />
      <div class="hold">
        <section class="sheet">
          <h2>{t('fields.title')}</h2>
          <p class="small soft">{t('fields.names')}</p>
          <ol class="fields">
            {entries.map((entry, i) => (
              <Entry t={t} entry={entry} id={anchor(i)} isHolder={holds(entries, i)} />
            ))}
          </ol>
          {checksum === null ? null : <ChecksumRows t={t} checksum={checksum} />}
        </section>
      </div>
    </>
  )
}

/** A text of no scheme has no fields, and still may hold what nobody sees. */
function UnknownText({ t, text }: { t: InspectTranslator; text: string }) {
  return (
    <div class="hold">
      <section class="sheet">
        <h2>{t('whole_text')}</h2>
        <p class="value">
          <VisibleText text={text} />
        </p>
      </section>
    </div>
  )
}

function anchor(index: number): string {
  return `field-${index + 1}`
}

/** Whether the next entry stands inside this one. */
function holds(entries: readonly InspectedEntry[], i: number): boolean {
  return entries[i + 1]?.path.startsWith(`${entries[i]?.path}.`) === true
}

interface FindingsProps {
  t: InspectTranslator
  entries: readonly InspectedEntry[]
  here: string
  level: QrFinding['level']
}

function Findings({ t, entries, here, level }: FindingsProps) {
  const found = entries.flatMap((entry, i) =>
    entry.findings
      .filter((finding) => finding.level === level)
      .map(({ problem }) => ({ entry, problem, href: `${here}#${anchor(i)}` })),
  )
  if (found.length === 0) return null
  const isError = level === 'error'
  return (
    <section class={isError ? 'problem' : 'doubts'}>
      <h2>{t(isError ? 'mend.title' : 'doubts.title')}</h2>
      <ul class="listed">
        {found.map(({ entry, problem, href }) => (
          <li>
            <a href={href}>
              <EntryName t={t} entry={entry} />
            </a>
            {': '}
            {t(`problem.${problem.code}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** "26.01 Pix key"; a position in the text, or a line that is not there, has no name. */
function EntryName({ t, entry: { path, name } }: { t: InspectTranslator; entry: InspectedEntry }) {
  if (path === '@0') return <>{t('whole_text')}</>
  const place = (
    <bdi class="tag" dir="ltr" lang="en">
      {path.replace('@', ' @').trim()}
    </bdi>
  )
  if (path.includes('@')) {
    return <>{t.parts('position').map((part) => ('text' in part ? part.text : place))}</>
  }
  if (name === 'position') return place
  return (
    <>
      {place} <bdi lang="en">{fieldTitle(name)}</bdi>
    </>
  )
}

interface EntryProps {
  t: InspectTranslator
  entry: InspectedEntry
  id: string
  isHolder: boolean
}

function Entry({ t, entry, id, isHolder }: EntryProps) {
  const { value, depth, length, findings } = entry
  const isAbsent = findings.some(({ problem }) => problem.code === 'missing') && value === ''
  return (
    <li id={id} class={`d${depth}${isHolder ? ' holds' : ''}`}>
      <p class="name">
        <span>
          <EntryName t={t} entry={entry} />
        </span>
        <span class="length">
          {isAbsent ? t('fields.absent') : value === '' ? '' : t.plural('length', length)}
        </span>
      </p>
      {value === '' ? null : (
        <p class="value">
          <VisibleText text={value} />
        </p>
      )}
      {findings.map((finding) => (
        <Slip t={t} finding={finding} value={value} />
      ))}
    </li>
  )
}

interface SlipProps {
  t: InspectTranslator
  finding: QrFinding
  /** Of the field, which need not be said again. */
  value: string
}

function Slip({ t, finding: { problem, level }, value }: SlipProps) {
  const facts = (['expected', 'found'] as const).flatMap((label) => {
    const text = problem[label]
    return text === undefined || text === value ? [] : [{ label, text }]
  })
  return (
    <div class={level === 'error' ? 'slip error-slip' : 'slip'}>
      <p>
        <b>{t(`level.${level}`)}.</b> {t(`problem.${problem.code}`)}
      </p>
      {facts.length === 0 ? null : (
        <dl>
          {facts.map(({ label, text }) => (
            <>
              <dt>{t(label)}</dt>
              <dd>
                <VisibleText text={text} />
              </dd>
            </>
          ))}
        </dl>
      )}
    </div>
  )
}

function ChecksumRows({ t, checksum }: { t: InspectTranslator; checksum: Checksum }) {
  const { given, reckoned } = checksum
  return (
    <>
      <h2>{t('checksum.title')}</h2>
      <dl class="rows">
        <div>
          <dt>{t('checksum.given')}</dt>
          <dd class="mono">{given === null ? t('checksum.none') : <VisibleText text={given} />}</dd>
        </div>
        <div>
          <dt>{t('checksum.reckoned')}</dt>
          <dd class="mono">
            <bdi>{reckoned}</bdi>
          </dd>
        </div>
      </dl>
    </>
  )
}
