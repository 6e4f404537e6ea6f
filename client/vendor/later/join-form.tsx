import { useState } from 'preact/hooks'
import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { intlLocale, LOCALES } from '../../../src/domain/i18n/i18n.ts'
import { type Currency, isCurrency } from '../../../src/domain/money/money.ts'
import { post } from '../first/api.ts'
import { locale, t } from '../first/language.ts'
import { ProblemNote } from '../first/parts.tsx'
import type { Problem } from '../first/problem.ts'
import { welcome } from '../first/session.ts'
import type { Me } from '../first/wire.ts'
import { currencyNames, homeCurrency } from './home-currency.ts'
import { Sign, TradeChoice } from './join-trade.tsx'
import { TextField } from './text-field.tsx'

/** What somebody answers; the trade's words and sign follow the tile that is chosen. */
export interface Answers {
  name: string
  trade: string
  emoji: string
  place: string
  currency: Currency
  picture: string | null
}

type Field = 'name' | 'trade' | 'place'
type Faults = Partial<Record<Field, AppKey>>

const ASKED = {
  name: 'join.name_missing',
  trade: 'join.trade_missing',
  place: 'join.place_missing',
} as const satisfies Record<Field, AppKey>

/** Longest answers; the server counts the same. */
const NAME_MAX = 60
const PLACE_MAX = 80

export function JoinForm({ onOpened }: { onOpened: () => void }) {
  const { answers, faults, problem, isBusy, change, open } = useAnswers(onOpened)
  return (
    <form
      class="join"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <TextField
        name="name"
        label={t('join.name')}
        value={answers.name}
        max={NAME_MAX}
        fault={faults.name}
        onChange={(name) => change({ name })}
      />
      <TradeChoice answers={answers} fault={faults.trade} onChange={change} />
      <TextField
        name="place"
        label={t('join.place')}
        hint={t('join.place_hint')}
        value={answers.place}
        max={PLACE_MAX}
        fault={faults.place}
        onChange={(place) => change({ place })}
      />
      <Sign answers={answers} onChange={change} />
      <CurrencyChoice value={answers.currency} onChange={(currency) => change({ currency })} />
      <ProblemNote problem={problem} />
      <div class="stay">
        <button type="submit" class="button" disabled={isBusy} aria-busy={isBusy}>
          {t(isBusy ? 'join.working' : 'join.submit')}
        </button>
      </div>
    </form>
  )
}

/** What was answered, what is wrong with it, and the tap that opens the stall. */
function useAnswers(onOpened: () => void) {
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const [answers, setAnswers] = useState<Answers>(() => ({
    name: '',
    trade: '',
    emoji: '',
    place: '',
    currency: homeCurrency(timeZone),
    picture: null,
  }))
  const [faults, setFaults] = useState<Faults>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const change = (part: Partial<Answers>): void => {
    setAnswers((before) => ({ ...before, ...part }))
    setFaults((before) => without(before, part))
  }
  const open = async (): Promise<void> => {
    const found = faultsOf(answers)
    setFaults(found)
    setProblem(null)
    if (isBusy || show(found)) return
    setIsBusy(true)
    const answer = await post<Me>('/api/sign-up', signUpBody(answers, timeZone), true)
    setIsBusy(false)
    if (answer.ok) {
      await welcome(answer.value)
      onOpened()
      return
    }
    const refused = faultsAt(answer.problem.pointers)
    setFaults(refused)
    if (!show(refused)) setProblem(answer.problem)
  }
  return { answers, faults, problem, isBusy, change, open }
}

function CurrencyChoice(props: { value: Currency; onChange: (currency: Currency) => void }) {
  return (
    <label class="field">
      <span>{t('join.currency')}</span>
      <select
        name="currency"
        value={props.value}
        onChange={(event) => {
          const { value } = event.currentTarget
          if (isCurrency(value)) props.onChange(value)
        }}
      >
        {currencyNames(intlLocale(locale())).map(({ code, name }) => (
          <option key={code} value={code}>
            {name} ({code})
          </option>
        ))}
      </select>
    </label>
  )
}

function signUpBody({ picture, ...answers }: Answers, timeZone: string) {
  return {
    ...answers,
    // A test language is nobody's: such a stall speaks English.
    locale: LOCALES.find((real) => real === locale()) ?? 'en',
    time_zone: timeZone,
    ...(picture === null ? {} : { picture }),
  }
}

function faultsOf(answers: Answers): Faults {
  const empty = (Object.keys(ASKED) as Field[]).filter((field) => answers[field].trim() === '')
  return Object.fromEntries(empty.map((field) => [field, ASKED[field]]))
}

/** Fields that the server refused although they were not empty: signs that it cannot store. */
function faultsAt(pointers: readonly string[]): Faults {
  const fields = (Object.keys(ASKED) as Field[]).filter((field) => pointers.includes(`/${field}`))
  return Object.fromEntries(fields.map((field) => [field, 'join.bad_signs' as const]))
}

function without(faults: Faults, changed: Partial<Answers>): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in changed)))
}

/** Brings the first field at fault to the person; false when there is none. */
function show(faults: Faults): boolean {
  const first = (Object.keys(ASKED) as Field[]).find((field) => faults[field] !== undefined)
  if (first === undefined) return false
  document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  return true
}
