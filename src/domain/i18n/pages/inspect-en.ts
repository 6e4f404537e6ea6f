import type { QrProblemCode } from '../../qr/problems.ts'
import type { QrScheme } from '../../qr/values.ts'

/** Every problem of a code has a sentence that says what to mend, and every scheme one that says whose it is. */
type Sentences = Record<`problem.${QrProblemCode}` | `scheme.${QrScheme}`, string>

/**
 * Texts of the page that looks into payment codes, in English: the source of the keys. They are apart from those of the
 * other pages, because nobody needs them while paying. What is expected and what was found stand beside a sentence.
 */
export const inspectEn = {
  title: 'What does this QR code say?',
  intro:
    'Paste or scan a payment code: what it says, field by field, and what is wrong with it. Nothing is kept.',
  text: 'Text of the code',
  read: 'Read it',
  again: 'Read another one',
  'typed.empty': 'Paste the text of a code first.',
  'typed.too_long':
    'That is longer than {max} characters, and no payment code is. The rest was left out here.',
  'typed.rate_limited': 'Too many tries. Wait a minute, then read it again.',

  'scan.camera': 'Scan with the camera',
  'scan.picture': 'Read from a picture',
  'scan.stop': 'Stop the camera',
  'scan.looking': 'Hold the code in front of the camera.',
  'scan.nothing': 'There is no QR code in this picture that can be read. Try a sharper one.',
  'scan.no_camera':
    'The camera did not start. Allow it in the browser’s settings, or take a picture.',
  'scan.unsupported':
    'This browser cannot read pictures of codes. Read the sticker with another app, copy its text and paste it here.',
  copy: 'Copy',
  copied: 'Copied',

  'verdict.right.title': 'Apps accept this code',
  'verdict.right':
    'It is built as its scheme wants it. Whether the account exists, only its bank knows.',
  'verdict.doubtful.title': 'Apps read it, with doubts',
  'verdict.doubtful':
    'Nothing is forbidden, but a new code should not be like this. See the marks.',
  'verdict.refused.title': 'Apps refuse this code',
  'verdict.refused':
    'An app that keeps to the rules does not pay with it, though a lenient one may. See what to mend.',
  'verdict.over.title': 'This code has ended',
  'verdict.over':
    'It is built as its scheme wants it, but its time is over and apps refuse it. Ask for a new one.',
  'verdict.link.title': 'A link to a pay page',
  'verdict.link': 'It is spelt as our links are. Who is paid stands on the page that it opens.',
  'verdict.unknown.title': 'Not a payment code',
  'unknown.text': 'No payment scheme that we know begins like this. Was the whole text copied?',
  'unknown.link':
    'It is an ordinary address. A phone opens it in the browser; look where it leads before you type anything there.',
  'unknown.ours': 'It is an address of ours, but none to pay at.',
  'unknown.wallet':
    'It is the code of a wallet. An agent scans it to fill the wallet; nobody is paid with it.',
  'unknown.code': 'It is the code of a sticker, which people type to find the stall.',
  'stall.is': 'It leads to this stall:',
  'stall.open': 'Open the pay page',
  'stall.none': 'No stall here has this code.',
  'stall.elsewhere':
    'It leads to another address than ours. Pay there only if you know who runs it.',

  'does.title': 'What a payer’s app does',
  'does.emv': 'A bank app shows this and asks the payer to confirm.',
  'does.form': 'A bank app fills in a transfer with this.',
  'does.upi': 'A phone opens a UPI app, which shows this and asks for the PIN.',
  'does.opaque': 'The app asks its own server who is paid and how much. The text does not say it.',
  'does.pay_link': 'The phone’s camera opens a page to pay at; bank apps do not.',
  payee: 'Paid to',
  'payee.unsaid': 'The code does not say. The payer’s bank shows the name.',
  place: 'Place',
  amount: 'Amount',
  'amount.open': 'The payer types it, in {currency}',
  'amount.suggested': '{amount}, and the payer may change it',
  'amount.fetched': 'Not in the code: whoever issued it is asked',
  'amount.nothing': 'Nothing: the bill is only for information',
  tip: 'Tip or fee',
  'tip.asked': 'The app asks for a tip',
  'tip.percent': '{percent} % on top',
  'tip.fixed': '{amount} on top',
  asks: 'The payer is asked for',
  expires: 'Good until',
  'expires.over': 'It ended on {time}',
  uses: 'Uses',
  'uses.one': 'One payment',
  'uses.many': 'Any number of payments',
  'uses.unsaid': 'The code does not say',

  'mend.title': 'What to mend',
  'doubts.title': 'What is doubtful',
  'level.error': 'Wrong',
  'level.warning': 'Doubtful',
  expected: 'Expected',
  found: 'Found',
  whole_text: 'The whole text',
  position: 'Position {position}',

  'symbol.title': 'The code again',
  'symbol.qr': 'QR code with the same text',
  'symbol.none': 'It cannot be drawn here: too long, or in another character set than UTF-8.',
  'symbol.png': 'Download as PNG',
  'symbol.text': 'Its text, to copy',
  'canonical.title': 'The same, in the usual order',
  canonical:
    'A new code would say this so. Only whoever issues the code should put it in the place of the old one.',
  'canonical.look': 'Look into this one',

  'fields.title': 'Field by field',
  'fields.names': 'Field names are those of the standards.',
  'length.one': '{count} character',
  'length.other': '{count} characters',
  'fields.absent': 'not there',
  'checksum.title': 'Checksum',
  'checksum.given': 'In the code',
  'checksum.reckoned': 'Reckoned from the text',
  'checksum.none': 'none',

  'scheme.emvco':
    'A code by the worldwide EMVCo standard, of a network without a profile here or of several side by side.',
  'scheme.pix': 'The instant payments of Brazil, for every bank app there.',
  'scheme.promptpay': 'The national QR of Thailand, for every bank app there.',
  'scheme.paynow': 'Transfers to a mobile number or a company in Singapore.',
  'scheme.sgqr': 'Singapore’s common label: several schemes in one code.',
  'scheme.vietqr': 'Transfers to a bank account in Vietnam.',
  'scheme.qris': 'The national QR of Indonesia, for every bank and wallet app there.',
  'scheme.duitnow': 'The national QR of Malaysia, for every bank and wallet app there.',
  'scheme.hkfps': 'The Faster Payment System of Hong Kong.',
  'scheme.khqr': 'The national QR of Cambodia, on the Bakong system.',
  'scheme.laoqr': 'The national QR of Laos.',
  'scheme.qrph': 'The national QR of the Philippines.',
  'scheme.bharatqr': 'India’s QR for cards, bank accounts and UPI together.',
  'scheme.swissqr': 'The payment part of a Swiss bill.',
  'scheme.epc': 'A transfer in euros between banks of the SEPA.',
  'scheme.upi': 'A link that opens a UPI app in India.',
  'scheme.alipay': 'A code that Alipay has given out.',
  'scheme.wechat': 'A code that WeChat Pay has given out.',
  'scheme.pushcart': 'A pay link of Pushcart.',

  'problem.empty': 'There is no text. Paste the whole code.',
  'problem.too_long': 'It is longer than codes of its kind may be. Shorten names and messages.',
  'problem.byte_order_mark':
    'An invisible byte order mark stands before the text. Write the code as UTF-8 without it.',
  'problem.not_well_formed':
    'Half a character is missing somewhere, as in a broken emoji. Write it anew.',
  'problem.unknown_scheme': 'No payment scheme that we know begins like this. Copy the whole text.',
  'problem.not_payable':
    'It looks like a payment code, but nothing can be paid with it. Ask for the code to pay with.',
  'problem.scheme_mismatch':
    'It is a code of another scheme than it should be. Choose that scheme.',
  'problem.does_not_read_back':
    'Written like this, it reads back as something else. Change the value.',
  'problem.bad_id':
    'Two digits should stand here, the number of the next field. Count the lengths before it again.',
  'problem.bad_length':
    'The two digits of its length do not fit what follows. Count its characters again, not its bytes.',
  'problem.too_many_objects':
    'There are more fields than numbers for them. Look for a wrong length before this.',
  'problem.zero_length': 'The field is empty. Leave it out, its number and length too.',
  'problem.duplicate': 'This field stands there twice. Keep one of them.',
  'problem.first_object_not_00':
    'The text has to begin with field 00. Put it first, with nothing before it.',
  'problem.data_after_crc': 'Something stands behind the checksum. Put field 63 at the very end.',
  'problem.crc_mismatch':
    'The checksum does not fit the text: a character was changed or lost. Compare it with the original before you correct the checksum.',
  'problem.crc_lower_case': 'The checksum has small letters. Write it in capitals.',
  'problem.missing': 'The field is missing. Add it.',
  'problem.unexpected': 'It must not stand here, or not beside the others. Take it out.',
  'problem.length_out_of_range':
    'It is too short or too long. Bring it to the expected number of characters.',
  'problem.forbidden_character':
    'It has characters that are not allowed here, such as accents, emoji or line breaks. Use plain letters.',
  'problem.not_digits': 'Only the digits 0 to 9 may stand here. Remove the rest.',
  'problem.bad_format': 'It is not written as this field wants it. Check every character of it.',
  'problem.wrong_value':
    'Only certain values may stand here, and this is none of them. Choose one of those.',
  'problem.bad_check_digit':
    'Its check digit is wrong: a digit was mistyped or two were swapped. Compare it with the original.',
  'problem.bad_date': 'It is no day or time, or is written otherwise than here. Write it anew.',
  'problem.expires_before_it_begins': 'It ends before it begins. Put the end later.',
  'problem.letter_case':
    'Capitals and small letters count here. Write it letter by letter as expected.',
  'problem.amount_format':
    'Write the amount with digits and at most one point, such as 12.50, without commas or spaces.',
  'problem.amount_negative': 'An amount is never below 0. Take the minus sign out.',
  'problem.amount_zero':
    'The amount is 0. Write one, or leave the field out so that the payer types it.',
  'problem.amount_out_of_range': 'The amount is larger than the scheme carries. Split it.',
  'problem.too_many_decimals': 'The currency has fewer digits after the point. Shorten the amount.',
  'problem.no_merchant_account': 'There is no account in fields 02 to 51. Add the payee’s.',
  'problem.wrong_template': 'This account belongs into another field. Give it the expected number.',
  'problem.wrong_currency': 'The scheme does not pay in this currency. Use its own.',
  'problem.wrong_country': 'The scheme belongs to another country. Use its own.',
  'problem.url_with_scheme': 'The address stands here without https://. Take that out.',
  'problem.mixed_line_breaks':
    'Its lines end in different ways. End all of them with LF, or all with CR LF.',
  'problem.too_few_lines': 'Lines are missing at the end. Empty ones count: put all of them in.',
  'problem.too_many_lines': 'It has more lines than the scheme. Take out those at the end.',
  'problem.needs_qr_iban':
    'A QR reference (QRR) goes with a QR-IBAN only. Use that one, or another kind of reference.',
  'problem.needs_qr_reference':
    'A QR-IBAN goes with a QR reference (QRR) only. Add one, or use the ordinary IBAN.',
  'problem.unstructured_address':
    'Addresses of type K ended in November 2025. Use type S: street, number, postal code and town in lines of their own.',
  'problem.bad_parameter': 'A part of the link is not name=value. Write it so.',
  'problem.bad_percent_encoding':
    'A % has to be followed by two hexadecimal digits. Encode the value anew.',
  'problem.data_after_signature':
    'Something was added behind the signature, which does not cover it. Take it out.',
  'problem.recommended_field': 'Apps do without this field, but a good code has it. Add it.',
  'problem.unusual_value': 'Apps take it, but it is unusual here. Check that it is meant so.',
  'problem.nonstandard_field':
    'The standard knows no such field here, and apps skip it. Leave it out.',
  'problem.unusual_order': 'Some apps look for field 00 in the first place only. Put it first.',
  'problem.not_normalized':
    'Accents stand as characters of their own. Write them in one with the letter (Unicode NFC).',
  'problem.surrounding_space': 'A space stands at the beginning or the end. Take it out.',
  'problem.unencoded_character':
    'Some of its characters should be percent-encoded in a link, a space as %20. Encode the value anew.',
  'problem.literal_plus':
    'Some apps show a + and others a space. Write %20 for a space and %2B for a plus.',
  'problem.contradiction':
    'It does not go together with the rest of the code. Change one or the other.',
} as const satisfies Sentences & Record<string, string>

export type InspectKey = keyof typeof inspectEn
