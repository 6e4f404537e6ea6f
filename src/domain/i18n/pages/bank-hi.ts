import type { bankEn } from './bank-en.ts'

/** Texts of paying from a bank app, in Hindi. */
export const bankHi: Readonly<Record<keyof typeof bankEn, string>> = {
  'bank.any': 'बैंक',
  'bank.pay': 'अपने {scheme} ऐप से दें',
  'bank.pay_hint': 'पैसे सीधे दुकान के बैंक खाते में जाते हैं। वॉलेट नहीं चाहिए।',
  'bank.wait': 'एक पल …',
  'bank.no_account': 'दुकान अब इस तरीके से पैसे नहीं लेती। कोई और तरीका चुनें।',

  'bank.title': 'बैंक ऐप से {stall} को पेमेंट करें',
  'bank.waiting': 'बैंक के जवाब का इंतज़ार',
  'bank.waiting_hint': 'बैंक ऐप में पेमेंट करके यहाँ लौट आएँ: दुकान के बैंक में पैसे आते ही यह पेज हरा हो जाएगा।',
  'bank.demo': 'यह सिर्फ़ दिखाने के लिए है, पर बैंक ऐप असली पैसे भेज देगा: इस कोड से पेमेंट न करें।',
  'bank.type_amount': 'बैंक ऐप में ठीक {amount} लिखें: इस कोड में रकम नहीं है।',
  'bank.payee': 'पैसे किसको',
  'bank.payee_hint': 'पेमेंट से पहले बैंक ऐप में दिखने वाला नाम इससे मिला लें।',
  'bank.scheme': 'किससे',
  'bank.account': 'खाता',
  'bank.here': 'इसी फ़ोन से',
  'bank.open': 'अपना {scheme} ऐप खोलें',
  'bank.image': 'कोड की तस्वीर सेव करें',
  'bank.image_hint': 'बैंक ऐप में “स्कैन” चुनें, फिर यह तस्वीर चुनें।',
  'bank.copy_code': 'या इसे कॉपी करके बैंक ऐप में चिपकाएँ',
  'bank.copy_account': 'या इस खाते में भेजें, रकम और पेमेंट नंबर के साथ',
  'bank.copy': 'कॉपी करें',
  'bank.copied': 'कॉपी हो गया',
  'bank.there': 'दूसरे फ़ोन से',
  'bank.scan': 'इसे {scheme} ऐप से स्कैन करें।',
  'bank.qr': '{scheme} ऐप के लिए QR कोड',

  'bank.over.expired.title': 'समय निकल गया',
  'bank.over.expired':
    'अब इस कोड से पेमेंट न करें। अगर पैसे भेज चुके हैं तो दोबारा न भेजें: बैंक बताते ही यह पेज दिखा देगा।',
  'bank.over.cancelled.title': 'माँग वापस ले ली गई',
  'bank.over.cancelled': 'दुकानदार ने यह माँग वापस ले ली है। अगर पैसे भेज चुके हैं तो यह पेज दुकानदार को दिखाएँ।',
  'bank.over.request_paid.title': 'पहले ही पेमेंट हो चुका है',
  'bank.over.request_paid':
    'इसका पेमेंट किसी और तरीके से हो चुका है। अगर आपने भी भेजे हैं तो यह पेज दुकानदार को दिखाएँ।',
  'bank.over.account_gone.title': 'अब इस तरीके से नहीं',
  'bank.over.account_gone':
    'दुकान ने यह बैंक खाता हटा दिया है। अगर पैसे भेज चुके हैं तो यह पेज दुकानदार को दिखाएँ।',
  'bank.again': 'फिर से शुरू करें',

  'bank.held': 'दुकानदार इसे देख रहा है',
  'bank.held.underpaid': 'जितने देने थे उससे कम आए। यह पेज दुकानदार को दिखाएँ।',
  'bank.held.overpaid': 'जितने देने थे उससे ज़्यादा आए। यह पेज दुकानदार को दिखाएँ।',
  'bank.held.second_payment': 'जिसका पेमेंट हो चुका था, उसके लिए पैसे आए। दुकानदार से वापस माँगें।',
  'bank.held.wrong_currency': 'पैसे किसी दूसरी मुद्रा में आए। यह पेज दुकानदार को दिखाएँ।',
  'bank.asked': 'देने थे',
  'bank.received': 'आए',
  'bank.dismissed': 'बिक्री नहीं मानी गई',
  'bank.dismissed_hint': 'दुकानदार के अनुसार ये पैसे किसी और चीज़ के थे। यह पेज दुकानदार को दिखाएँ।',

  'bank.paid.late': 'पैसे समय निकलने के बाद आए। दुकानदार को दिखता है कि देर हुई।',
  'bank.paid.judged': 'पैसे वैसे नहीं आए जैसे माँगे थे। दुकानदार ने देखकर ले लिए हैं।',
  'bank.paid.twice': 'इसके लिए पैसे दूसरी बार भी आए। दुकानदार से वापस माँगें।',

  'receipt.unconfirmed': 'पुष्टि नहीं हुई',
  'receipt.unconfirmed_hint': 'दुकानदार ने इसे ख़ुद लिखा है। किसी बैंक ने पुष्टि नहीं की।',

  'message.bank_unknown.title': 'यह पेमेंट नहीं मिला',
  'message.bank_unknown': 'लिंक फिर से खोलें, या दुकान का स्टिकर स्कैन करके नए सिरे से शुरू करें।',
  'message.too_long_to_print.title': 'छापने के लिए बहुत लंबा',
  'message.too_long_to_print': 'इस कोड में इतना कुछ है कि काग़ज़ से स्कैन नहीं होगा। बैंक का दिया हुआ कोड छापें।',

  'poster.bank.title': '{stall} का बैंक स्टिकर',
  'poster.bank.scan': 'अपने {scheme} ऐप से स्कैन करें',
  'poster.bank.amount': 'रकम ऐप में लिखें',
  'poster.bank.payee': 'पैसे किसको',
  'poster.bank.qr': '{scheme} का QR कोड',
  'poster.bank.test_hint': 'लगाने से पहले ख़ुद बैंक ऐप से स्कैन करके देखें: यही नाम दिखना चाहिए।',
}
