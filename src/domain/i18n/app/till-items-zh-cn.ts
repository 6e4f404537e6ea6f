import type { Catalogue } from '../i18n.ts'
import type { TillItemsKey } from './till-items-en.ts'

/** Texts of the screens on which a stall says what it sells, in simplified Chinese. */
export const tillItemsZhCn: Catalogue<TillItemsKey> = {
  hint: '之后在按键旁点一下就会加上价格，并统计卖出的数量。',
  owner_only: '由摊主修改。',
  sold_today: '今天卖出：{count}',
  add: '添加商品',
  full: '最多 {count} 个。先移除一个，才能再添加。',

  new: '新商品',
  change: '修改商品',
  name: '名称',
  name_wrong: '请用普通文字输入名称。',
  price: '价格（{currency}）',
  price_wrong: '请输入金额，例如 {example}。',
  sign: '图标',
  no_sign: '无',
  stock: '用什么货做的？',
  stock_hint: '快用完时会提醒您。可选您买过或收藏的货。',
  stock_none: '不用这里的货',
  stock_kept: '保持不变',
  sales: '一件货可卖几份',
  sales_hint: '一件货能做出几份？不知道就留空。',
  sales_wrong: '请输入 1 到 {max} 的整数。',
  save: '保存',
  forward: '往前移一位',
  remove: '移除',
  remove_ask: '要从列表中移除这个商品吗？',
  keep: '保留',
}
