import type { PaymentDecline } from '../../ledger/entry.ts'
import type { AmountProblem } from '../../money/money.ts'
import { bankEn } from './bank-en.ts'

/** Every refusal that a shopper can meet has a sentence, and it says what to do next. */
type Refusals = Record<
  `decline.${PaymentDecline}` | `amount.${AmountProblem}` | `tip.${AmountProblem}`,
  string
>

/**
 * Texts of the server's pages in English: the source of the keys. `{stall}` and other names of people are put in as
 * elements by the pages; see `text.tsx` there. In refusals the page fills `{example}`, `{decimals}`, `{max}`.
 */
export const en = {
  brand: 'Pushcart',
  language: 'Language',
  'demo.banner': 'Demonstration: play money only',

  'pay.title': 'Pay {stall}',
  'pay.compare': 'Same name and code as on the stall?',
  'pay.amount': 'Amount in {symbol}',
  'pay.asked': 'To pay',
  'pay.for': 'For',
  'pay.extras': 'Add a tip or a note',
  'pay.tip_only': 'Add a tip',
  'pay.tip': 'Tip in {symbol}',
  'pay.note': 'Note to the seller',
  'pay.submit': 'Pay',
  'pay.working': 'Paying …',
  'pay.again': 'Try again',
  'pay.wallet': 'In your wallet: {amount}',
  'pay.demo_wallet': 'Get a demo wallet',
  'pay.demo_wallet_hint': 'One tap, filled with play money. What you typed stays.',
  'pay.more_demo_money': 'Get more play money',
  'pay.open_wallet': 'Open a wallet',
  'pay.open_wallet_hint':
    'Free and without an account. An agent at the market fills it. What you typed stays.',
  'pay.once': 'Tapping twice never pays twice.',
  'pay.valid_until': 'Valid until {time}',
  'pay.time_left': 'Time left:',
  'pay.type_yourself': 'Pay without this request',

  'status.closed.title': 'Closed right now',
  'status.closed': 'Ask the seller to open the stall on the phone, then try again.',
  'status.frozen.title': 'This stall cannot take payments',
  'status.frozen': 'Its account is being checked. Pay the seller another way.',

  'refused.title': 'Not paid',
  'request.paid.title': 'Already paid',
  'request.expired.title': 'Out of time',
  'request.cancelled.title': 'Taken back',
  'decline.insufficient_funds':
    'There is not enough in your wallet for this. Pay less, or fill the wallet up first.',
  'decline.vendor_closed': 'The stall is closed. Ask the seller to open it, then try again.',
  'decline.vendor_frozen':
    'This stall cannot take payments for now. Your money stays with you; pay the seller another way.',
  'decline.vendor_unknown': 'No stall has this code any more. Scan the sticker again.',
  'decline.request_unknown':
    'This payment request does not exist. Ask the seller to show it again.',
  'decline.request_expired':
    'This request ran out of time and nothing was paid. Ask the seller for a new one.',
  'decline.request_paid':
    'This request has been paid already. If not by you, ask the seller for a new one.',
  'decline.request_cancelled':
    'The seller has taken this request back and nothing was paid. Ask for a new one.',
  'decline.currency_mismatch':
    'Your wallet holds another currency than this stall. Open a wallet in the stall’s currency.',
  'decline.amount_mismatch':
    'The amount is not the one that the seller asked for. Open the request again and pay that.',
  'decline.wallet_unknown': 'This wallet is no longer there. Open a new one and try again.',
  'decline.payment_unknown': 'This payment does not exist. Ask the seller for its receipt.',
  'decline.not_more_than_paid':
    'No more can be given back than was paid. Ask the seller for a smaller amount.',
  'decline.overflow': 'The stall cannot hold that much. Pay less.',
  'decline.too_many_open':
    'Too many of your payments are still on their way. Wait a minute, then try again.',
  'decline.hold_expired':
    'The payment took too long and your money is back in your wallet. Try again.',
  'decline.id_taken': 'This page was used already. Open the stall’s page again and pay there.',

  'amount.empty': 'Type the amount that the seller tells you.',
  'amount.not_a_number': 'Type the amount with the digits 0 to 9 only, like {example}.',
  'amount.too_many_decimals': 'Too many digits after the point. Type it like {example}.',
  'amount.zero': 'The amount is 0. Type what you want to pay.',
  'amount.negative': 'An amount is never below 0. Type it without the minus sign.',
  'amount.too_large': 'One payment carries at most {max}. Check the amount.',
  'tip.empty': 'Type a tip, or leave it out.',
  'tip.not_a_number': 'Type the tip with the digits 0 to 9 only, like {example}, or leave it out.',
  'tip.too_many_decimals': 'Too many digits after the point. Type the tip like {example}.',
  'tip.zero': 'The tip is 0. Type a tip, or leave it out.',
  'tip.negative': 'A tip is never below 0. Type it without the minus sign.',
  'tip.too_large': 'One payment carries at most {max}, tip included. Check the tip.',
  'note.too_long': 'The note is too long. Shorten it to {max} characters.',
  'note.characters': 'The note has signs that cannot be shown. Type it again in plain words.',
  'problem.form_expired': 'This page is too old. Check the amount and pay again.',
  'problem.conflict':
    'This page has paid once already, with other details. Look at that receipt; to pay again, start anew.',
  'problem.rate_limited': 'Too many tries. Wait a minute, then try again. Nothing was paid.',
  'problem.unavailable':
    'The stall’s book did not answer. Try again: it is the same payment and never paid twice.',
  'problem.see_receipt': 'See the receipt',
  'problem.start_anew': 'Start anew',

  'receipt.title': 'Receipt from {stall}',
  'receipt.paid': 'Paid',
  'receipt.pending': 'On its way',
  'receipt.pending_hint':
    'The stall has not confirmed it yet. This page looks again by itself; do not pay a second time.',
  'receipt.declined': 'Not paid',
  'receipt.declined_hint': 'Your money stays in your wallet.',
  'receipt.refunded': 'Given back',
  'receipt.partly_refunded': 'Partly given back',
  'receipt.alert_code': 'Alert code',
  'receipt.alert_hint': 'The seller’s phone shows the same code.',
  'receipt.amount': 'Amount',
  'receipt.tip': 'Tip',
  'receipt.given_back': 'Given back',
  'receipt.left': 'Still paid',
  'receipt.note': 'Note',
  'receipt.time': 'Time',
  'receipt.reference': 'Reference',
  'receipt.look_again': 'Look again',
  'receipt.pay_again': 'Pay this stall again',
  'receipt.back': 'Back to the stall',

  'wallet.title': 'Your wallet',
  'wallet.none.title': 'No wallet here yet',
  'wallet.none': 'Scan a stall’s sticker and open one there with one tap.',
  'wallet.balance': 'Balance',
  'wallet.fill': 'Fill it up',
  'wallet.fill_hint': 'Let an agent scan this and hand over cash. The money is here at once.',
  'wallet.qr': 'QR code of wallet {id}',
  'wallet.movements': 'Last movements',
  'wallet.no_movements': 'Nothing yet. Your first payment will stand here.',
  'wallet.keep':
    'This wallet lives in this browser. If you clear the browser’s data, you cannot reach it any more.',
  'movement.payment': 'Payment',
  'movement.refund': 'Given back',
  'movement.top_up': 'Filled up',
  'movement.pending': 'on its way',
  'movement.declined': 'not paid',

  'message.not_found.title': 'Nothing here',
  'message.not_found':
    'This address leads nowhere. Scan the sticker again, or type the stall’s code.',
  'message.code_unknown.title': 'No stall has this code',
  'message.code_unknown': 'Compare it with the sticker and type it again.',
  'message.code_wrong.title': 'There is a slip in this code',
  'message.code_wrong':
    'A code has eight letters and digits, like {example}. Compare it with the sticker and type it again.',
  'message.suggestions': 'Did you mean one of these?',
  'message.request_unknown.title': 'No such payment request',
  'message.request_unknown': 'Ask the seller to show it again, then scan it.',
  'message.receipt_unknown.title': 'No such receipt',
  'message.receipt_unknown': 'Open the link once more, or look in your wallet for the payment.',
  'message.refused.title': 'That did not come from our page',
  'message.refused': 'Nothing was paid. Open the stall’s page again and pay there.',
  'message.bad_form.title': 'We could not read that',
  'message.bad_form': 'Nothing was paid. Go back, check what you typed, and try again.',
  'message.rate_limited.title': 'Too many tries',
  'message.rate_limited': 'Nothing was paid. Wait a minute, then try again.',
  'message.server_error.title': 'Something broke on our side',
  'message.server_error':
    'A payment is made once or not at all. Look in your wallet before you try again.',
  'message.unavailable.title': 'We are busy for a moment',
  'message.unavailable': 'Wait a few seconds, then try again. A payment is never made twice.',
  'message.reference': 'If you ask for help, say this:',
  'message.home': 'To the start page',
  'message.back': 'Back',

  'poster.title': 'Sticker of {stall}',
  'poster.scan': 'Scan to pay',
  'poster.type': 'or type',
  'poster.qr': 'QR code that opens {url}',
  'poster.print_hint': 'Print it from the browser’s menu at 100 %, without margins.',
  'poster.test_hint': 'Before you put it up, scan it yourself: your name and code must appear.',
  'poster.a6': 'Sticker, A6',
  'poster.a4': 'Poster, A4',
  'poster.demo': 'Demonstration',

  'home.title': 'Pay at the stall. The seller knows at once.',
  'home.pay.title': 'I want to pay',
  'home.pay': 'Scan the sticker with your phone’s camera, or type its code.',
  'home.code': 'Code on the sticker',
  'home.go': 'Go to the stall',
  'home.sell.title': 'I sell',
  'home.sell': 'Your name, what you sell, where you stand: the sticker is ready to print.',
  'home.join': 'Open your stall',
  'home.app': 'I have a stall already',
  'home.build.title': 'I connect a system',
  'home.build': 'Fill wallets, make payment requests and read the books through the API.',
  'home.docs': 'API reference',
  'home.wallet': 'Your wallet',
  'home.stickers': 'See the demonstration market',

  'stickers.title': 'The demonstration market',
  'stickers.count.one': '{count} stall to try',
  'stickers.count.other': '{count} stalls to try',
  'stickers.pay': 'Pay',
  'stickers.sticker': 'Sticker',

  'paper.print_hint': 'Print it on A4 from the browser’s menu.',
  'paper.xml': 'File for accounting (UBL 2.1)',
  'paper.from': 'Supplier',
  'paper.to': 'Stall',
  'paper.order': 'Order',
  'paper.item': 'Item',
  'paper.packs': 'Packs',
  'paper.note': 'Note',
  'pack.piece.one': '{count} piece',
  'pack.piece.other': '{count} pieces',

  'invoice.name': 'Invoice',
  'invoice.title': 'Invoice {number}',
  'invoice.date': 'Date',
  'invoice.delivered': 'Delivered',
  'invoice.tax_id': 'Tax number',
  'invoice.price': 'Price',
  'invoice.tax': 'Tax',
  'invoice.amount': 'Amount',
  'invoice.tax_included': 'Prices and amounts include tax.',
  'invoice.goods': 'Goods',
  'invoice.discount': 'Discount for early payment',
  'invoice.total': 'Total with tax',
  'invoice.paid': 'Paid on delivery',
  'invoice.left': 'Left to pay',
  'invoice.taxes': 'Tax in the total',
  'invoice.rate': 'Rate',
  'invoice.net': 'Without tax',
  'invoice.tax_amount': 'Tax',
  'invoice.gross': 'With tax',
  'credit_note.name': 'Credit note',
  'credit_note.title': 'Credit note {number}',
  'credit_note.corrects': 'For invoice',
  'credit_note.reason': 'Reason',
  'credit_note.given_back': 'Given back',

  'delivery.name': 'Delivery note',
  'delivery.title': 'Delivery note {number}',
  'delivery.day': 'Day',
  'delivery.loaded': 'Loaded',
  'delivery.counted': 'Counted',
  'delivery.total': 'All together',
  'delivery.signed': 'Taken in by',
  'delivery.fold': 'Fold this part back until the goods have been counted.',
  'delivery.code': 'Code for the stall',
  'delivery.code_hint':
    'Give this code only when the goods were counted: with it the stall pays for what came.',
  'delivery.scan': 'The stall scans this picture with its phone, or types the code.',
  'delivery.qr': 'QR code that confirms order {number}',

  ...bankEn,
} as const satisfies Refusals & Record<string, string>

export type PageKey = keyof typeof en
