/** Texts of the screens on which a stall says what it sells, in English: the source of their keys. */
export const tillItemsEn = {
  hint: 'One tap beside the keys then adds the price, and what you sell is counted.',
  owner_only: 'The owner of the stall changes this.',
  sold_today: 'Sold today: {count}',
  add: 'Add an item',
  full: 'No more than {count} fit. Remove one to add another.',

  new: 'New item',
  change: 'Change the item',
  name: 'Name',
  name_wrong: 'Type a name in plain words.',
  price: 'Price in {currency}',
  price_wrong: 'Type an amount such as {example}.',
  sign: 'Sign',
  no_sign: 'None',
  stock: 'What is it made of?',
  stock_hint: 'Then you are told when that runs low. Choose from what you bought or marked.',
  stock_none: 'Nothing from here',
  stock_kept: 'As before',
  sales: 'Sales from one pack',
  sales_hint: 'How many of this does one pack make? Leave it empty if you do not know.',
  sales_wrong: 'Type a whole number from 1 to {max}.',
  save: 'Save',
  forward: 'Move one place forward',
  remove: 'Remove',
  remove_ask: 'Take this item off the list?',
  keep: 'Keep it',
} as const satisfies Record<string, string>

export type TillItemsKey = keyof typeof tillItemsEn
