/** A wholesale market of invented brands and real goods: 100,000 items that a search has to tell apart. */
import type { Category } from '../../src/domain/catalogue/item.ts'
import { createRandom } from '../demo/random.ts'
import type { Random } from '../demo/random.ts'

/** English, Hindi, Chinese, a third Indian language or Arabic, and Hindi as it is typed in Latin letters. */
type Good = [category: Category, en: string, hi: string, zh: string, other: string, typed: string]

export const GOODS: readonly Good[] = [
  ['vegetables', 'Tomato', 'टमाटर', '番茄', 'தக்காளி', 'tamatar'],
  ['vegetables', 'Potato', 'आलू', '土豆', 'উরুগোল আলু', 'aloo'],
  ['vegetables', 'Onion', 'प्याज', '洋葱', 'வெங்காயம்', 'pyaaz'],
  ['vegetables', 'Garlic', 'लहसुन', '大蒜', 'పూండు వెల్లుల్లి', 'lehsun'],
  ['vegetables', 'Ginger', 'अदरक', '生姜', 'இஞ்சி', 'adrak'],
  ['vegetables', 'Carrot', 'गाजर', '胡萝卜', 'ક્રમ ગાજર', 'gaajar'],
  ['vegetables', 'Cabbage', 'पत्तागोभी', '卷心菜', 'ବନ୍ଧାକୋବି', 'pattagobhi'],
  ['vegetables', 'Cauliflower', 'फूलगोभी', '花菜', 'ফুলকপি', 'phoolgobi'],
  ['vegetables', 'Spinach', 'पालक', '菠菜', 'ਪਾਲਕ', 'paalak'],
  ['vegetables', 'Cucumber', 'खीरा', '黄瓜', 'ಸೌತೆಕಾಯಿ', 'kheera'],
  ['vegetables', 'Eggplant', 'बैंगन', '茄子', 'বেগুন', 'baingan'],
  ['vegetables', 'Okra', 'भिंडी', '秋葵', 'വെണ്ടയ്ക്ക', 'bhindi'],
  ['vegetables', 'Peas', 'मटर', '豌豆', 'ਮਟਰ', 'matar'],
  ['vegetables', 'Capsicum', 'शिमला मिर्च', '甜椒', 'கொடைமிளகாய்', 'shimla mirch'],
  ['vegetables', 'Mushroom', 'मशरूम', '蘑菇', 'فطر طازج', 'mushroom'],
  ['vegetables', 'Coriander leaves', 'धनिया पत्ता', '香菜', 'கொத்தமல்லி', 'dhania patta'],
  ['vegetables', 'Green chilli', 'हरी मिर्च', '青辣椒', 'பச்சை மிளகாய்', 'hari mirchi'],
  ['vegetables', 'Lemon', 'नींबू', '柠檬', 'எலுமிச்சை', 'nimbu'],
  ['fruit', 'Banana', 'केला', '香蕉', 'வாழைப்பழம்', 'kela'],
  ['fruit', 'Apple', 'सेब', '苹果', 'تفاح أحمر', 'seb'],
  ['fruit', 'Mango', 'आम', '芒果', 'மாம்பழம்', 'aam'],
  ['fruit', 'Orange', 'संतरा', '橙子', 'কমলা', 'santra'],
  ['fruit', 'Papaya', 'पपीता', '木瓜', 'பப்பாளி', 'papita'],
  ['fruit', 'Pineapple', 'अनानास', '菠萝', 'അനാനസ്', 'ananas'],
  ['fruit', 'Pomegranate', 'अनार', '石榴', 'رمان', 'anaar'],
  ['fruit', 'Watermelon', 'तरबूज', '西瓜', 'தர்பூசணி', 'tarbuz'],
  ['fruit', 'Grapes', 'अंगूर', '葡萄', 'দ্রাক্ষা আঙ্গুর', 'angoor'],
  ['fruit', 'Coconut', 'नारियल', '椰子', 'തേങ്ങ', 'nariyal'],
  ['dairy', 'Milk', 'दूध', '牛奶', 'பால்', 'doodh'],
  ['dairy', 'Curd', 'दही', '酸奶', 'தயிர்', 'dahee'],
  ['dairy', 'Paneer', 'पनीर', '奶豆腐', 'ਪਨੀਰ', 'panir'],
  ['dairy', 'Butter', 'मक्खन', '黄油', 'வெண்ணெய்', 'makhan'],
  ['dairy', 'Ghee', 'घी', '酥油', 'நெய்', 'ghee'],
  ['dairy', 'Cheese', 'चीज़', '奶酪', 'جبن أبيض', 'cheez'],
  ['dairy', 'Milk powder', 'दूध पाउडर', '奶粉', 'பால் பொடி', 'doodh powder'],
  ['meat_fish', 'Chicken', 'मुर्गा', '鸡肉', 'கோழி', 'murga'],
  ['meat_fish', 'Eggs', 'अंडे', '鸡蛋', 'முட்டை', 'ande'],
  ['meat_fish', 'Mutton', 'मटन', '羊肉', 'لحم ضأن', 'matan'],
  ['meat_fish', 'Fish', 'मछली', '鱼', 'মাছ', 'machli'],
  ['meat_fish', 'Prawns', 'झींगा', '虾', 'ചെമ്മീൻ', 'jheenga'],
  ['grain', 'Rice', 'चावल', '大米', 'அரிசி', 'chawal'],
  ['grain', 'Basmati rice', 'बासमती चावल', '香米', 'పాత బియ్యం', 'basmati chaval'],
  ['grain', 'Wheat flour', 'गेहूं आटा', '面粉', 'கோதுமை மாவு', 'gehun atta'],
  ['grain', 'Semolina', 'सूजी', '粗麦粉', 'ರವೆ', 'suji'],
  ['grain', 'Gram flour', 'बेसन', '鹰嘴豆粉', 'கடலை மாவு', 'besan'],
  ['grain', 'Lentils', 'मसूर दाल', '扁豆', 'মসুর ডাল', 'masoor daal'],
  ['grain', 'Chickpeas', 'काबुली चना', '鹰嘴豆', 'حمص حب', 'kabuli channa'],
  ['grain', 'Kidney beans', 'राजमा', '红腰豆', 'ਰਾਜਮਾਂਹ', 'rajmah'],
  ['grain', 'Pigeon peas', 'अरहर दाल', '木豆', 'துவரம் பருப்பு', 'arhar dal'],
  ['grain', 'Noodles', 'नूडल्स', '面条', 'நூடுல்ஸ்', 'noodals'],
  ['grain', 'Poha', 'पोहा', '米片', 'અવલ પૌંઆ', 'pohaa'],
  ['grain', 'Bread', 'डबल रोटी', '面包', 'রুটি পাউরুটি', 'dabal roti'],
  ['oil_spice', 'Mustard oil', 'सरसों तेल', '芥子油', 'সরিষার তেল', 'sarso tel'],
  ['oil_spice', 'Sunflower oil', 'सूरजमुखी तेल', '葵花籽油', 'சூரியகாந்தி எண்ணெய்', 'surajmukhi tel'],
  ['oil_spice', 'Groundnut oil', 'मूंगफली तेल', '花生油', 'கடலை எண்ணெய்', 'mungfali tel'],
  ['oil_spice', 'Palm oil', 'पाम तेल', '棕榈油', 'زيت النخيل', 'paam tel'],
  ['oil_spice', 'Turmeric', 'हल्दी', '姜黄', 'மஞ்சள்', 'haldee'],
  ['oil_spice', 'Cumin', 'जीरा', '孜然', 'சீரகம்', 'zeera'],
  ['oil_spice', 'Black pepper', 'काली मिर्च', '黑胡椒', 'மிளகு', 'kaali mirch'],
  ['oil_spice', 'Cardamom', 'इलायची', '豆蔻', 'ఏలకులు', 'elaichi'],
  ['oil_spice', 'Cloves', 'लौंग', '丁香', 'கிராம்பு', 'laung'],
  ['oil_spice', 'Cinnamon', 'दालचीनी', '肉桂', 'قرفة', 'daalchini'],
  ['oil_spice', 'Fenugreek', 'मेथी', '葫芦巴', 'வெந்தயம்', 'methee'],
  ['oil_spice', 'Salt', 'नमक', '盐', 'உப்பு', 'namak'],
  ['oil_spice', 'Soy sauce', 'सोया सॉस', '酱油', 'சோயா சாஸ்', 'soya sos'],
  ['oil_spice', 'Vinegar', 'सिरका', '醋', 'خل', 'sirka'],
  ['oil_spice', 'Garam masala', 'गरम मसाला', '综合香料', 'கரம் மசாலா', 'garam masaala'],
  ['tea_coffee', 'Assam tea', 'असम चाय', '红茶', 'অসম চা', 'assam chai'],
  ['tea_coffee', 'Green tea', 'हरी चाय', '绿茶', 'شاي أخضر', 'hari chaay'],
  ['tea_coffee', 'Instant coffee', 'इंस्टेंट कॉफी', '速溶咖啡', 'காப்பி', 'instant kofi'],
  ['tea_coffee', 'Filter coffee', 'फिल्टर कॉफी', '滴滤咖啡', 'ಕಾಪಿ ಪುಡಿ', 'filter koffee'],
  ['snacks', 'Biscuits', 'बिस्कुट', '饼干', 'பிஸ்கட்', 'biskut'],
  ['snacks', 'Potato chips', 'आलू चिप्स', '薯片', 'சிப்ஸ்', 'aalu chips'],
  ['snacks', 'Namkeen', 'नमकीन', '咸点心', 'ભુજિયા સેવ', 'namkin'],
  ['snacks', 'Peanuts', 'मूंगफली', '花生', 'வேர்க்கடலை', 'moongphali'],
  ['snacks', 'Cashew', 'काजू', '腰果', 'முந்திரி', 'kaaju'],
  ['snacks', 'Almonds', 'बादाम', '杏仁', 'لوز', 'badaam'],
  ['snacks', 'Papad', 'पापड़', '薄脆饼', 'அப்பளம்', 'paapad'],
  ['drinks', 'Mineral water', 'मिनरल वाटर', '矿泉水', 'مياه معدنية', 'mineral vatar'],
  ['drinks', 'Cola', 'कोला', '可乐', 'கோலா', 'kola'],
  ['drinks', 'Mango juice', 'आम रस', '芒果汁', 'மாம்பழ சாறு', 'aam ras'],
  ['drinks', 'Coconut water', 'नारियल पानी', '椰子水', 'இளநீர்', 'nariyal pani'],
  ['sweets', 'Sugar', 'चीनी', '白糖', 'சர்க்கரை', 'cheeni'],
  ['sweets', 'Jaggery', 'गुड़', '粗糖', 'வெல்லம்', 'gur'],
  ['sweets', 'Honey', 'शहद', '蜂蜜', 'عسل', 'shehad'],
  ['sweets', 'Gulab jamun mix', 'गुलाब जामुन मिक्स', '玫瑰奶球粉', 'குலாப் ஜாமுன்', 'gulab jamun'],
  ['packaging', 'Paper cups', 'कागज के कप', '纸杯', 'காகித கோப்பை', 'kagaz ke kap'],
  ['packaging', 'Paper plates', 'कागज की प्लेट', '纸盘', 'أطباق ورقية', 'kagaj ki plate'],
  ['packaging', 'Aluminium foil', 'एल्युमिनियम फॉयल', '铝箔', 'அலுமினிய தாள்', 'aluminium foil'],
  ['packaging', 'Carry bags', 'थैली', '手提袋', 'பைகள்', 'thaili'],
  ['fuel', 'Charcoal', 'कोयला', '木炭', 'கரி', 'koyla'],
  ['fuel', 'Gas cylinder', 'गैस सिलेंडर', '煤气罐', 'எரிவாயு உருளை', 'gais silinder'],
  ['clothing', 'Cotton shirt', 'सूती कमीज', '棉衬衫', 'பருத்தி சட்டை', 'suti kameez'],
  ['clothing', 'Apron', 'एप्रन', '围裙', 'மேலாடை', 'epran'],
  ['household', 'Dish soap', 'बर्तन साबुन', '洗洁精', 'صابون أطباق', 'bartan saabun'],
  ['household', 'Steel ladle', 'स्टील करछी', '钢勺', 'கரண்டி', 'steel karchi'],
  ['household', 'Detergent', 'डिटर्जेंट', '洗衣粉', 'சலவைத்தூள்', 'ditarjent'],
]

const KINDS: readonly [en: string, hi: string, zh: string][] = [
  ['', '', ''],
  ['', '', ''],
  ['', '', ''],
  ['Premium', 'प्रीमियम', '特级'],
  ['Fresh', 'ताज़ा', '新鲜'],
  ['Organic', 'जैविक', '有机'],
  ['Country', 'देसी', '土产'],
  ['Large', 'बड़ा', '大号'],
  ['Small', 'छोटा', '小号'],
  ['Whole', 'साबुत', '整'],
  ['Ground', 'पिसा', '磨碎'],
  ['Roasted', 'भुना', '烤'],
  ['Frozen', 'जमा हुआ', '冷冻'],
  ['Dried', 'सूखा', '干'],
  ['Red', 'लाल', '红'],
  ['White', 'सफेद', '白'],
  ['Royal', 'शाही', '皇家'],
  ['Economy', 'किफायती', '经济'],
  ['Special', 'खास', '特选'],
  ['Export quality', 'निर्यात गुणवत्ता', '出口级'],
]
const PACKS = [
  '100 g',
  '200 g',
  '250 g',
  '500 g',
  '1 kg',
  '2 kg',
  '5 kg',
  '10 kg',
  '25 kg',
  '50 kg',
  '12 x 1 l',
]
const SYLLABLES: readonly [latin: string, hindi: string][] = [
  ['sha', 'श'],
  ['ra', 'रा'],
  ['ma', 'मा'],
  ['ni', 'नि'],
  ['ku', 'कु'],
  ['da', 'दा'],
  ['vi', 'वि'],
  ['lo', 'लो'],
  ['ka', 'का'],
  ['ti', 'ति'],
  ['su', 'सु'],
  ['go', 'गो'],
  ['pa', 'पा'],
  ['bhi', 'भि'],
  ['na', 'ना'],
  ['cha', 'चा'],
  ['mo', 'मो'],
  ['ja', 'जा'],
  ['hi', 'हि'],
  ['ru', 'रु'],
  ['ye', 'ये'],
  ['la', 'ला'],
  ['to', 'तो'],
  ['fa', 'फ़ा'],
]
const BRAND_CHARACTERS = '金龙福海天丰盛华美康乐益佳鲁味香百味禾田稻谷山川江河星月阳光明珠宝'

/** How many brands there are: a word of its own for every tenth item. */
const BRANDS = 10_000

export interface Brand {
  latin: string
  hindi: string
  chinese: string
}

export interface MarketItem {
  good: Good
  brand: Brand
  names: Record<string, string>
  also: string
  sku: string
}

/** As many items as asked for, always the same ones for a seed. */
export function marketOf(seed: number, count: number): MarketItem[] {
  const random = createRandom(seed)
  const brands = Array.from({ length: BRANDS }, () => brandOf(random))
  // A few goods and brands are sold by everybody, most by few.
  const weights = GOODS.map((_, i) => 1 / (((i * 37) % GOODS.length) + 4))
  return Array.from({ length: count }, (_, i): MarketItem => {
    const good = GOODS[random.weighted(weights)] ?? random.pick(GOODS)
    const brand = brands[Math.floor(BRANDS * random.float() ** 2)] ?? random.pick(brands)
    const kind = random.pick(KINDS)
    const pack = random.pick(PACKS)
    const [, en, hi, zh, other, typed] = good
    const names: Record<string, string> = { en: spaced(brand.latin, kind[0], en, pack) }
    if (random.chance(0.7)) names['hi'] = spaced(brand.hindi, kind[1], hi, pack)
    if (random.chance(0.3)) names['zh'] = `${brand.chinese}${kind[2]}${zh}`
    if (random.chance(0.4)) names['xx'] = other
    return {
      good,
      brand,
      names,
      also: random.chance(0.2) ? typed : '',
      sku: `${en.slice(0, 3).toUpperCase()}-${i}`,
    }
  })
}

function spaced(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function brandOf(random: Random): Brand {
  const syllables = Array.from({ length: random.int(2, 4) }, () => random.pick(SYLLABLES))
  const latin = syllables.map(([latin]) => latin).join('')
  return {
    latin: latin.slice(0, 1).toUpperCase() + latin.slice(1),
    hindi: syllables.map(([, hindi]) => hindi).join(''),
    chinese: random.pick([...BRAND_CHARACTERS]) + random.pick([...BRAND_CHARACTERS]),
  }
}
