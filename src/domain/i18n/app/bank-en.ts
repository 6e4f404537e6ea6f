/** Texts of the screens of a stall's own bank accounts, in English: the source of their keys. */
export const bankEn = {
  why: 'Most customers have a bank app. With your account here they scan a code and pay straight into your bank.',
  not_held:
    'Pushcart never holds this money: your bank has it at once. Here it only counts as your income.',
  green:
    'The screen turns green when your bank reports the money. If yours reports nothing, look into its app.',
  add: 'Add an account',
  full: 'No more than {count} fit. Remove one to add another.',
  owner_only: 'The owner of the stall changes this.',
  send_again: 'Send again',

  'add.choose': 'Where do you receive money?',
  'add.typed': 'Type your {what}',
  'add.code': 'A code from my bank',
  'add.code_hint': 'Paste or scan the QR code that your bank gave you.',
  'add.go_on': 'Go on',
  'add.check': 'Customers will pay to',
  'add.check_hint':
    'Compare every sign with your bank app. With one wrong sign a stranger gets your money.',
  'add.confirm': 'Add this account',
  'add.change': 'Change it',
  'add.done': 'Account added',
  'add.done_hint':
    'When you charge, choose “Bank app” and let the customer scan. Try it with a small amount first.',
  'add.unknown':
    'No answer came, so it may have been added. Send it again: the same account is never added twice.',
  'add.taken': 'Another stall receives money in this account. Nothing was added.',
  'add.refused': 'That was refused. Nothing was added.',
  'step_up.why':
    'Nothing has happened yet. Where your money goes is not changed by a phone that lies open.',

  'account.upi': 'UPI ID',
  'account.pix': 'Pix key',
  'account.promptpay': 'Mobile or ID number',
  'account.paynow': 'Mobile number or UEN',
  'account.vietqr': 'Account number',
  'account.hkfps': 'Mobile number, e-mail or FPS ID',
  'account.khqr': 'Bakong ID',
  'account.epc': 'IBAN',
  'field.example': 'As your bank app shows it, such as {example}',
  'field.optional': 'Can stay empty.',
  'field.name': 'Name on the account',
  'field.name_hint': 'Customers see it before they pay.',
  'field.name_code': 'Only when the code says no name.',
  'field.city': 'Town',
  'field.bin': 'Number of the bank (BIN)',
  'field.kind': 'What the number is of',
  'kind.account': 'Account',
  'kind.card': 'Card',
  'field.bic': 'BIC of the bank',
  'field.payload': 'Text of the code',
  'field.payload_hint': 'It is long. Paste all of it.',
  'scan.camera': 'Scan with the camera',
  'scan.picture': 'Read it from a picture',
  'scan.looking': 'Hold the code in front of the camera.',
  'scan.stop': 'Stop the camera',
  'scan.read': 'The code was read.',
  'scan.nothing': 'No code was found in this picture. Try another one.',
  'scan.no_camera': 'The camera cannot be used. Choose a picture, or paste the text.',

  'account.number': 'Account',
  'account.name': 'Name',
  'account.since': 'Added',
  'account.fixed': 'The code is your bank’s own. It says no amount: customers type it.',
  'account.gone': 'This account is not here any more.',
  'poster.title': 'A second poster, for bank apps',
  'poster.hint': 'It pays straight into this account. Hang it beside your sticker.',
  'remove.start': 'Remove this account',
  'remove.ask':
    'Its code is then no longer shown when you charge. Take its posters down: they still pay into this account.',
  'remove.confirm': 'Remove it',
  'remove.keep': 'Keep it',
  'remove.done': 'Account removed',
  'remove.unknown': 'No answer came, so it may be removed. Send it again.',
  'remove.refused': 'That was refused. The account is still here.',
  to_accounts: 'To my accounts',

  'way.label': 'How the customer pays',
  'way.link': 'Phone camera',
  'way.bank': 'Bank app',
  'charge.qr': 'QR code for bank apps to pay {amount}',
  'charge.type': 'The customer types {amount} in the bank app.',
  'seen.button': 'Seen in my bank app',
  'seen.title': 'I have seen it in my bank app',
  'seen.ask': 'Is this money in your own bank app?',
  'seen.warning': 'Trust your own app only: a picture on the customer’s phone proves nothing.',
  'seen.counts':
    'It is written down as unconfirmed, on your word alone. It counts for nothing in credit.',
  'seen.yes': 'Yes, I have seen it',
  'seen.no': 'Not yet',
  'seen.done': 'Written down as unconfirmed',
  'seen.over': 'This sale is over or was paid otherwise. Nothing was written down.',
  'seen.refused': 'That was refused. Nothing was written down.',
  'seen.unknown':
    'No answer came, so it may be written down already. Send it again: it never stands there twice.',

  'note.direct': 'It went straight to your bank. It is not in the balance here.',
  'note.booked': 'Your bank booked it on {time}.',
  'note.unconfirmed':
    'You wrote this down yourself. Nobody has confirmed it, and it counts for nothing in credit.',

  'waiting.hint': 'This money came to your bank. Was it for something that you sold?',
  'waiting.none': 'Nothing waits for your word.',
  'waiting.from': 'From {payer}',
  'waiting.reference': 'Reference {reference}',
  'waiting.foreign': 'Foreign money',
  'waiting.yes': 'Yes, a sale',
  'waiting.no': 'No',
  'waiting.no_ask': 'Then it is not in your book and no income. In your bank it stays yours.',
  'waiting.no_sure': 'No sale',
  'waiting.put_away': 'Put it away',
  'why.underpaid': 'Less than the {asked} that you asked for.',
  'why.overpaid': 'More than the {asked} that you asked for.',
  'why.second_payment':
    'That sale was marked as paid before. If you wrote it down by hand, this is the same money: say no.',
  'why.wrong_currency':
    'It came in another currency than your stall’s, so it cannot be in your book.',
  'why.unmatched': 'It names no sale of yours.',

  'refund.hint': 'Give it back from your bank app; here you only note it.',
  'refund.ask':
    'Have you given it back from your bank app? Here you only note it. It cannot be undone.',
  'refund.confirm': 'Note {amount}',
  'refund.noted': 'Noted. The money itself goes back from your bank app.',

  'fault.missing': 'Type it as your bank app shows it.',
  'fault.wrong': 'This cannot be right. Compare every sign with your bank app.',
  'fault.check_digit': 'One sign must be wrong: the check digit does not fit.',
  'fault.not_latin': 'Write it in Latin letters, as your bank does.',
  'fault.too_long': 'That is too long. Shorten it as your bank does.',
  'fault.signs': 'There are signs in it that cannot stand here. Type it in plain letters.',
  'fault.bin': 'The number of a bank has six digits.',
  'fault.bic': 'A BIC has 8 or 11 letters and digits.',
  'fault.code_empty': 'Paste the whole text of the code.',
  'fault.code_unknown': 'This is no payment code that we know. Copy all of it.',
  'fault.code_damaged':
    'The code is damaged: something is missing or was changed. Copy all of it again, or scan it.',
  'fault.code_one_use':
    'This code is for one payment only. Ask your bank app for your own code, which stays the same.',
  'fault.code_has_amount':
    'This code has an amount in it. Make one without amount in your bank app.',
  'fault.code_expired': 'This code has expired. Make a new one in your bank app.',
  'fault.code_opaque':
    'Only its own app understands this code. Bank apps of others cannot read it.',
  'fault.code_own': 'This is a code of Pushcart. Take the one that your bank gave you.',
  'fault.code_currency': 'This code pays another currency than your stall’s.',
  'fault.code_cash': 'Nobody can be paid with this code.',
  'fault.code_refused': 'Bank apps refuse this code. Ask your bank for a new one.',
  'fault.look': 'What is wrong with it?',
} as const satisfies Record<string, string>

export type BankKey = keyof typeof bankEn
