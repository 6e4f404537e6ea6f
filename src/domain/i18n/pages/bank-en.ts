/** Texts of paying from a bank app, in English: the pay page's button, the page with the code, the second sticker. */
export const bankEn = {
  /** In the place of a scheme’s name: "your bank app". */
  'bank.any': 'bank',
  'bank.pay': 'Pay with your {scheme} app',
  'bank.pay_hint': 'Straight to the stall’s bank account. You need no wallet.',
  'bank.wait': 'One moment …',
  'bank.no_account': 'The stall no longer takes payments this way. Choose another one.',

  'bank.title': 'Pay {stall} with a bank app',
  'bank.waiting': 'Waiting for your bank',
  'bank.waiting_hint':
    'Pay in your bank app and come back here: this page turns green once the stall’s bank has the money.',
  'bank.demo':
    'This is a demonstration, but a bank app would send real money: do not pay this code.',
  'bank.type_amount': 'Type exactly {amount} in your bank app: this code does not say it.',
  'bank.payee': 'Goes to',
  'bank.payee_hint': 'Compare this name with the one in your bank app before you pay.',
  'bank.scheme': 'By',
  'bank.account': 'Account',
  'bank.here': 'With this phone',
  'bank.open': 'Open your {scheme} app',
  'bank.image': 'Save the code as a picture',
  'bank.image_hint': 'In your bank app choose “scan”, then pick the picture.',
  'bank.copy_code': 'Or copy this and paste it in your bank app',
  'bank.copy_account': 'Or pay to this account, with the amount and the reference',
  'bank.copy': 'Copy',
  'bank.copied': 'Copied',
  'bank.there': 'With another phone',
  'bank.scan': 'Scan this with the {scheme} app.',
  'bank.qr': 'QR code for your {scheme} app',

  'bank.over.expired.title': 'Out of time',
  'bank.over.expired':
    'Do not use this code any more. If you have paid already, do not pay again: this page shows it once the bank says so.',
  'bank.over.cancelled.title': 'Taken back',
  'bank.over.cancelled':
    'The seller has taken this back. If you have paid already, show this page to the seller.',
  'bank.over.request_paid.title': 'Already paid',
  'bank.over.request_paid':
    'This was paid another way. If you have paid too, show this page to the seller.',
  'bank.over.account_gone.title': 'Not this way any more',
  'bank.over.account_gone':
    'The stall has taken this bank account away. If you have paid already, show this page to the seller.',
  'bank.again': 'Start again',

  'bank.held': 'The stall looks at it',
  'bank.held.underpaid': 'Less came than was to be paid. Show this page to the seller.',
  'bank.held.overpaid': 'More came than was to be paid. Show this page to the seller.',
  'bank.held.second_payment':
    'Money came for something that was paid already. Ask the seller to give it back.',
  'bank.held.wrong_currency': 'It came in another currency. Show this page to the seller.',
  'bank.asked': 'To pay',
  'bank.received': 'Arrived',
  'bank.dismissed': 'Not taken as a sale',
  'bank.dismissed_hint':
    'The seller says that this money was for something else. Show this page to the seller.',

  'bank.paid.late': 'It came after the time was up. The seller sees that it was late.',
  'bank.paid.judged': 'It was not as asked. The seller has looked at it and taken it.',
  'bank.paid.twice': 'Money came for this a second time. Ask the seller to give it back.',

  'receipt.unconfirmed': 'Not confirmed',
  'receipt.unconfirmed_hint': 'The seller noted this by hand. No bank has confirmed it.',

  'message.bank_unknown.title': 'No such payment',
  'message.bank_unknown': 'Open the link once more, or scan the stall’s sticker and start again.',
  'message.too_long_to_print.title': 'Too long to print',
  'message.too_long_to_print':
    'This code holds so much that it could not be scanned from paper. Print the one that your bank gives you.',

  'poster.bank.title': 'Bank sticker of {stall}',
  'poster.bank.scan': 'Scan with your {scheme} app',
  'poster.bank.amount': 'Type the amount in the app',
  'poster.bank.payee': 'Paid to',
  'poster.bank.qr': 'QR code for {scheme}',
  'poster.bank.test_hint':
    'Before you put it up, scan it with a bank app yourself: this name must appear.',
} as const satisfies Record<string, string>
