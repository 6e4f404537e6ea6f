import type { AccountProfile, EmvProfile } from './emv-profile.ts'
import { isTemplateAccount, isUnreserved, rootRule, UNKNOWN_ACCOUNT } from './emv-rules.ts'
import type { QrFieldName } from './field-names.ts'
import { type FieldRule, judge, type TemplateRule } from './fields.ts'
import type { Findings, QrField } from './problems.ts'
import { placeOf, readTemplate, repeatedIds, type TlvObject, walkTlv } from './tlv.ts'

/**
 * Judges every object by the rule of its id, templates inside out, and lists them all as fields in the
 * order in which they stand.
 */
export function inspectRoots(
  objects: readonly TlvObject[],
  profile: EmvProfile,
  findings: Findings,
): QrField[] {
  return objects.flatMap((object) => {
    const rule = isTemplateAccount(object.id)
      ? accountRule(object, profile, findings)
      : (profile.fields?.[object.id] ?? rootRule(object.id))
    const fields = inspect(object.value, { rule, path: object.id }, findings)
    return isUnreserved(object.id) && rule.template === undefined
      ? [...fields, ...insideOf(object)]
      : fields
  })
}

/** The rule of a template among the accounts, found by its GUID, or by its place where the GUID is free. */
function accountRule(
  { id, value }: TlvObject,
  { accounts }: EmvProfile,
  findings: Findings,
): FieldRule {
  const guid = walkTlv(value).objects.find((object) => object.id === '00')?.value
  const known = accounts.filter(
    (account) => account.guid?.toUpperCase() === guid?.toUpperCase() && guid !== undefined,
  )
  const here = known.find((account) => account.ids.includes(id)) ?? known[0]
  if (here === undefined) {
    const free = accounts.find((account) => account.guid === null && account.ids.includes(id))
    return free === undefined
      ? { ...rootRule(id), template: UNKNOWN_ACCOUNT }
      : templateOf(free, id)
  }
  if (!here.ids.includes(id)) {
    findings.errors.push({ code: 'wrong_template', at: id, expected: here.ids.join(' ') })
  }
  if (here.guid !== null && guid !== here.guid && here.anyCase !== true) {
    findings.errors.push({ code: 'letter_case', at: `${id}.00`, expected: here.guid })
  }
  return templateOf(here, id)
}

function templateOf({ name, rule }: AccountProfile, id: string): FieldRule {
  return { ...rootRule(id), name, template: rule }
}

interface Place {
  rule: FieldRule
  path: string
}

function inspect(value: string, { rule, path }: Place, findings: Findings): QrField[] {
  const field = { path, name: rule.name, value }
  if (rule.template === undefined || value === '') {
    judge(rule, value, path, findings)
    return [field]
  }
  return [field, ...inspectTemplate(value, rule.template, path, findings)]
}

function inspectTemplate(
  value: string,
  template: TemplateRule,
  path: string,
  findings: Findings,
): QrField[] {
  const { errors, warnings } = findings
  const { objects, stop } = walkTlv(value)
  const ids = objects.map((object) => object.id)
  const fields = objects.flatMap((object) => {
    const rule = template.fields[object.id] ?? template.others
    return inspect(object.value, { rule, path: `${path}.${object.id}` }, findings)
  })
  for (const id of repeatedIds(objects)) {
    errors.push({ code: 'duplicate', at: `${path}.${id}` })
  }
  if (stop !== null) {
    errors.push({ code: stop.code, at: placeOf(stop, path) })
    return fields
  }
  for (const id of template.required ?? []) {
    if (!ids.includes(id)) errors.push({ code: 'missing', at: `${path}.${id}` })
  }
  const choices = template.exactlyOne ?? []
  const chosen = choices.filter((id) => ids.includes(id))
  if (choices.length > 0 && chosen.length === 0) {
    errors.push({ code: 'missing', at: `${path}.${choices[0]}`, expected: choices.join(' ') })
  }
  for (const id of chosen.slice(1)) errors.push({ code: 'unexpected', at: `${path}.${id}` })
  // EMVCo leaves the order free, but every known writer puts the GUID first and some readers look only there.
  if (ids.includes('00') && ids[0] !== '00') warnings.push({ code: 'unusual_order', at: path })
  return fields
}

/** The name of a field that need not be there, by its tag path. */
export function nameOfPath(path: string, profile: EmvProfile): QrFieldName {
  const [root = '', ...subs] = path.split('.')
  const account = profile.accounts.find(({ ids }) => ids.includes(root))
  const rule = account === undefined ? undefined : templateOf(account, root)
  return subs.reduce<FieldRule>(
    (found, sub) => found.template?.fields[sub] ?? found.template?.others ?? found,
    rule ?? profile.fields?.[root] ?? rootRule(root),
  ).name
}

/** What is inside a template of nobody in particular, if it can be read so. */
function insideOf({ id, value }: TlvObject): QrField[] {
  const template = readTemplate(value)
  if (template?.has('00') !== true) return []
  return [...template].map(([sub, text]) => ({
    path: `${id}.${sub}`,
    name: sub === '00' ? 'globally_unique_id' : 'template_data',
    value: text,
  }))
}
