import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runTool } from '../demo/tools.ts'

/** Workers of the benchmark itself; the product's own is built as `npm run deploy` builds it. */
const BENCH_WORKERS = ['metered', 'bare', 'empty', 'driver'] as const

export interface Built {
  /** The vendor app and the pay page's script, as they are deployed. */
  clientFolder: string
  /** Bundles by the name of their Worker. */
  bundles: Record<'product' | (typeof BENCH_WORKERS)[number], string>
}

/** Builds everything into `folder`, so that a server that runs from `dist` is left alone. */
export async function build(
  root: string,
  folder: string,
  compatibilityDate: string,
): Promise<Built> {
  const tool = { root, signal: new AbortController().signal }
  const clientFolder = join(folder, 'client')
  const vite = ['build', '--outDir', clientFolder, '--emptyOutDir', '--logLevel', 'warn']
  await runTool('vite', vite, tool)
  const bundle = async (name: string, options: string[]): Promise<string> => {
    const outFolder = join(folder, name)
    await runTool('wrangler', ['deploy', '--dry-run', '--outdir', outFolder, ...options], tool)
    return outFolder
  }
  const product = await bundle('product', ['--env=', '--assets', clientFolder])
  const bundles: Built['bundles'] = {
    product: join(product, 'index.js'),
    metered: '',
    bare: '',
    empty: '',
    driver: '',
  }
  for (const name of BENCH_WORKERS) {
    const config = join(folder, `${name}.json`)
    const main = join(root, 'scripts', 'bench', `${name}-worker.ts`)
    const settings = { name, main, compatibility_date: compatibilityDate }
    await writeFile(config, JSON.stringify(settings))
    bundles[name] = join(await bundle(name, ['--config', config]), `${name}-worker.js`)
  }
  return { clientFolder, bundles }
}
