import type { Catalogue } from '../i18n.ts'
import type { TillItemsKey } from './till-items-en.ts'

/** Texts of the screens on which a stall says what it sells, in Hindi. */
export const tillItemsHi: Catalogue<TillItemsKey> = {
  hint: 'फिर कुंजियों के पास एक बार छूने से दाम जुड़ता है, और बिक्री की गिनती रहती है।',
  owner_only: 'इसे दुकान के मालिक बदलते हैं।',
  sold_today: 'आज बिके: {count}',
  add: 'चीज़ जोड़ें',
  full: '{count} से ज़्यादा नहीं आतीं। नई जोड़ने के लिए एक हटाएँ।',

  new: 'नई चीज़',
  change: 'चीज़ बदलें',
  name: 'नाम',
  name_wrong: 'सादे शब्दों में नाम लिखें।',
  price: 'दाम, {currency} में',
  price_wrong: 'रकम ऐसे लिखें: {example}',
  sign: 'निशान',
  no_sign: 'कोई नहीं',
  stock: 'यह किस माल से बनती है?',
  stock_hint: 'तब उसके ख़त्म होने से पहले आपको बताया जाएगा। जो ख़रीदा या पसंद किया, उसमें से चुनें।',
  stock_none: 'यहाँ के किसी माल से नहीं',
  stock_kept: 'पहले जैसा',
  sales: 'एक पैक से बिक्री',
  sales_hint: 'एक पैक से ऐसी कितनी बनती हैं? पता न हो तो ख़ाली छोड़ें।',
  sales_wrong: '1 से {max} तक पूरी संख्या लिखें।',
  save: 'सहेजें',
  forward: 'एक जगह आगे करें',
  remove: 'हटाएँ',
  remove_ask: 'इस चीज़ को सूची से हटाएँ?',
  keep: 'रहने दें',
}
