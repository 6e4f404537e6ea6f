import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import { go } from '../first/router.ts'

/** The way from the settings to buying stock. */
export function StockEntry() {
  return (
    <button type="button" class="button plain" onClick={() => go({ name: 'stock', path: 'stock' })}>
      <Icon name="stock" />
      <span>{t('stock.title')}</span>
    </button>
  )
}
