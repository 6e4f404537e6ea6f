import { it } from 'vitest'
import { decodeQr, encodeQr } from '../../../src/domain/qr/codec.ts'
import { judgedText } from './judged.ts'
import { EPC_LINES, SWISS_LINES } from './samples.ts'

/** Lines with some replaced, by number from 1 as the guidelines count them. */
function replaced(lines: readonly string[], changes: Record<number, string>): string[] {
  const longest = Math.max(lines.length, ...Object.keys(changes).map(Number))
  return Array.from({ length: longest }, (_, i) => changes[i + 1] ?? lines[i] ?? '')
}

const swiss = (changes: Record<number, string>) => replaced(SWISS_LINES, changes).join('\n')
const epc = (changes: Record<number, string>) => replaced(EPC_LINES, changes).join('\n')

it('reads a Swiss bill, and refuses each line that is wrong', ({ expect }) => {
  const plainIban = { 4: 'CH5800791123000889012' }
  const rows: [Record<number, string>, string[]][] = [
    [{}, []],
    [{ 2: '0201' }, ['wrong_value version']],
    [{ 3: '2' }, ['wrong_value coding']],
    [{ 4: 'CH4431999123000889013' }, ['bad_check_digit iban']],
    [
      { 4: 'CH44 3199 9123 0008 8901 2' },
      ['length_out_of_range iban', 'bad_format iban', 'needs_qr_iban referenceType'],
    ],
    [{ 4: 'AT611904300234573201' }, ['wrong_country iban', 'needs_qr_iban referenceType']],
    [{ 4: '' }, ['missing iban', 'needs_qr_iban referenceType']],
    [{ 5: 'K' }, ['unstructured_address creditor.type']],
    [{ 5: '' }, ['missing creditor.type']],
    [{ 6: '' }, ['missing creditor.name']],
    [{ 6: 'x'.repeat(71) }, ['length_out_of_range creditor.name']],
    [{ 6: 'Chai 🛒' }, ['forbidden_character creditor.name']],
    [{ 6: 'Штрассе' }, ['forbidden_character creditor.name']],
    [{ 6: 'Žůžo Ș € ñ' }, []],
    [{ 7: '', 8: '' }, []],
    [{ 9: '' }, ['missing creditor.postalCode']],
    [{ 10: 'x'.repeat(36) }, ['length_out_of_range creditor.town']],
    [{ 11: 'ch' }, ['bad_format creditor.country']],
    [{ 13: 'Somebody' }, ['unexpected ultimateCreditor.name']],
    [{ 19: '' }, []],
    [{ 19: '0.00' }, ['amount_zero? amount']],
    [{ 19: '0' }, ['amount_zero amount']],
    [{ 19: '0.01' }, []],
    [{ 19: '999999999.99' }, []],
    [{ 19: '1000000000.00' }, ['length_out_of_range amount', 'amount_out_of_range amount']],
    [{ 19: '-1.00' }, ['amount_negative amount']],
    [{ 19: '1949.7' }, ['amount_format amount']],
    [{ 19: '1949' }, ['amount_format amount']],
    [{ 19: "1'949.75" }, ['amount_format amount']],
    [{ 19: '01949.75' }, ['amount_format amount']],
    [{ 19: '.75' }, ['amount_format amount']],
    [{ 20: 'EUR' }, []],
    [{ 20: 'USD' }, ['wrong_currency currency']],
    [{ 21: 'K' }, ['unstructured_address debtor.type']],
    [{ 21: '' }, ['missing debtor.type']],
    [{ 22: '', 25: '' }, ['missing debtor.name', 'missing debtor.postalCode']],
    [{ 28: 'SCOR' }, ['needs_qr_reference referenceType', 'bad_format reference']],
    [{ 28: 'NON' }, ['needs_qr_reference referenceType', 'unexpected reference']],
    [{ 28: 'CODE' }, ['wrong_value referenceType']],
    [{ 28: '' }, ['missing referenceType']],
    [{ 29: '' }, ['missing reference']],
    [{ 29: '210000000003139471430009018' }, ['bad_check_digit reference']],
    [{ 29: '21000000000313947143000901' }, ['bad_format reference']],
    [{ ...plainIban }, ['needs_qr_iban referenceType']],
    [{ ...plainIban, 28: 'NON', 29: '' }, []],
    [{ ...plainIban, 28: 'SCOR', 29: 'RF18539007547034' }, []],
    [{ ...plainIban, 28: 'SCOR', 29: 'RF19539007547034' }, ['bad_check_digit reference']],
    [{ ...plainIban, 28: 'SCOR', 29: '18539007547034' }, ['bad_format reference']],
    [{ 30: 'x'.repeat(141) }, ['length_out_of_range message']],
    [{ 31: 'E_P' }, ['wrong_value trailer']],
    [{ 32: '//S1/10/10201409' }, []],
    [{ 32: `//${'x'.repeat(137)}` }, ['length_out_of_range billInformation']],
    [{ 32: '', 33: 'eBill/B/peter@muster.ch' }, []],
    [{ 34: 'x'.repeat(101) }, ['length_out_of_range alternativeSchemes.1']],
    [{ 32: '' }, ['unexpected billInformation']],
    [{ 35: 'x' }, ['too_many_lines line.35']],
  ]
  for (const [changes, expected] of rows) {
    expect(judgedText(swiss(changes)).toSorted(), JSON.stringify(changes)).toEqual(
      expected.toSorted(),
    )
  }
})

it('wants every line of a Swiss bill, with one kind of line break and none at the end', ({
  expect,
}) => {
  const text = swiss({})
  expect(judgedText(text.replaceAll('\n', '\r\n'))).toEqual([])
  expect(judgedText(text.replace('\n', '\r\n'))).toContain('mixed_line_breaks @0')
  expect(judgedText(text.replaceAll('\n', '\r'))).toContain('mixed_line_breaks @0')
  expect(judgedText(`${text}\n`)).toEqual(['unexpected billInformation'])
  // The street, which is empty, left out.
  expect(judgedText(swiss({ 7: '' }).replace('\n\n', '\n')).length).toBeGreaterThan(5)
  expect(judgedText(SWISS_LINES.slice(0, -1).join('\n'))).toEqual([
    'too_few_lines line.30',
    'missing trailer',
  ])
  expect(judgedText(` ${text}`)).toContain('wrong_value qrType')
  expect(judgedText(swiss({ 34: 'x'.repeat(100), 6: 'y'.repeat(900) }))).toContain('too_long @0')
})

it('reads an EPC code, and refuses each line that is wrong', ({ expect }) => {
  const rows: [Record<number, string>, string[]][] = [
    [{}, []],
    [{ 1: 'BCE' }, ['unknown_scheme @0']],
    [{ 2: '003' }, ['wrong_value version']],
    [{ 2: '001' }, []],
    [{ 2: '001', 5: '' }, ['missing bic']],
    [{ 3: '9' }, ['wrong_value charset']],
    [{ 3: '0' }, ['wrong_value charset']],
    [{ 3: '2' }, ['unusual_value? charset']],
    [{ 3: '2', 6: 'Łódź' }, ['forbidden_character name']],
    [{ 4: 'INST' }, ['length_out_of_range identification', 'wrong_value identification']],
    [{ 5: '' }, []],
    [{ 5: 'BHBLDE' }, ['bad_format bic']],
    [{ 5: 'BHBLDEHHXX' }, ['bad_format bic']],
    [{ 5: 'BHBLDEH ' }, ['bad_format bic']],
    [{ 5: 'BHBLDEHHXXXX' }, ['bad_format bic', 'length_out_of_range bic']],
    [{ 6: '' }, ['missing name']],
    [{ 6: 'Funny 😃 name' }, []],
    [{ 6: 'x'.repeat(71) }, ['length_out_of_range name']],
    [{ 7: 'DE71110220330123456788' }, ['bad_check_digit iban']],
    [{ 7: 'DE7111022033012345678' }, ['length_out_of_range iban']],
    [{ 7: 'de71110220330123456789' }, ['bad_format iban']],
    [{ 7: 'TR330006100519786457841326' }, ['unusual_value? iban']],
    [{ 7: '' }, ['missing iban']],
    [{ 8: '' }, []],
    [{ 8: 'EUR0.01' }, []],
    [{ 8: 'EUR999999999.99' }, []],
    [{ 8: 'EUR0' }, ['amount_zero amount']],
    [{ 8: 'EUR0.004' }, ['too_many_decimals amount']],
    [{ 8: 'EUR9999999990.99' }, ['amount_out_of_range amount', 'length_out_of_range amount']],
    [{ 8: 'EUR1000000000' }, ['amount_out_of_range amount']],
    [{ 8: 'EUR12,30' }, ['amount_format amount']],
    [{ 8: 'EUR 12.30' }, ['amount_format amount']],
    [{ 8: 'EUR012.30' }, ['amount_format amount']],
    [{ 8: 'EUR12.' }, ['amount_format amount']],
    [{ 8: 'EUR' }, ['amount_format amount']],
    [{ 8: '12.30' }, ['amount_format amount']],
    [{ 8: 'CHF12.30' }, ['wrong_currency amount']],
    [{ 9: 'CDCBC' }, ['length_out_of_range purpose']],
    [{ 9: 'abc' }, ['unusual_value? purpose']],
    [{ 9: 'A-C' }, ['bad_format purpose']],
    [{ 10: 'RF19539007547034' }, ['bad_check_digit structuredReference']],
    [{ 10: '123' }, ['unusual_value? structuredReference']],
    [{ 10: 'r'.repeat(36) }, ['length_out_of_range structuredReference']],
    [{ 11: 'both' }, ['unexpected remittanceText']],
    [{ 10: '', 11: 'x'.repeat(141) }, ['length_out_of_range remittanceText']],
    [{ 10: '', 11: 'a\tb' }, ['forbidden_character remittanceText']],
    [{ 12: 'x'.repeat(71) }, ['length_out_of_range information']],
    [{ 12: '' }, []],
    [{ 13: 'x' }, ['too_many_lines line.13']],
    [{ 13: '' }, ['too_many_lines line.13']],
    [{ 6: 'ж'.repeat(70), 10: '', 11: 'ж'.repeat(70), 12: 'x' }, ['too_long @0']],
  ]
  for (const [changes, expected] of rows) {
    expect(judgedText(epc(changes)).toSorted(), JSON.stringify(changes)).toEqual(
      expected.toSorted(),
    )
  }
  expect(judgedText(epc({}).replaceAll('\n', '\r\n'))).toEqual([])
  expect(judgedText(EPC_LINES.slice(0, 7).join('\n'))).toEqual([])
  expect(judgedText(EPC_LINES.slice(0, 6).join('\n'))).toEqual([
    'too_few_lines line.6',
    'missing iban',
  ])
})

it('writes lines as they stood, and new ones without empty lines at the end', ({ expect }) => {
  const texts = [swiss({}), swiss({ 34: 'XY' }).replaceAll('\n', '\r\n'), epc({}), epc({ 12: '' })]
  for (const text of texts) {
    const decoded = decodeQr(text)
    if (!decoded.ok) throw new Error(text)
    expect(encodeQr(decoded)).toEqual({ ok: true, text, warnings: decoded.warnings })
  }
  const iban = 'BE72000000001616'
  const written = encodeQr({ scheme: 'epc', name: 'Red Cross', iban, amount: 'EUR5' })
  expect(written).toMatchObject({ text: `BCD\n002\n1\nSCT\n\nRed Cross\n${iban}\nEUR5` })
})

it('writes no line that would be two, and no new code that is doubtful', ({ expect }) => {
  const value = { scheme: 'epc', name: 'Red Cross', iban: 'BE72000000001616' } as const
  expect(encodeQr({ ...value, name: 'Red\nCross' }).ok).toBe(false)
  const refusals = [
    encodeQr({ ...value, charset: '2' }),
    encodeQr({ ...value, purpose: 'abc' }),
    encodeQr({ ...value, amount: 'EUR1.999' }),
    encodeQr({ ...value, structuredReference: 'RF18539007547034', remittanceText: 'x' }),
    encodeQr({ ...value, information: '' }),
  ]
  expect(refusals.map((refusal) => (refusal.ok ? refusal.text : refusal.errors[0]?.at))).toEqual([
    'charset',
    'purpose',
    'amount',
    'remittanceText',
    'information',
  ])
})
