import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { Refusal } from '../src/lib/db/embedded/start-error.mjs'
import { root } from './launcher/paths.mjs'

const outdir = join(root, 'dist')
const inputsFile = join(outdir, 'inputs.json')

/** How everything that Node.js runs in production is bundled. */
export const bundleOptions: BuildOptions = {
  absWorkingDir: root,
  entryPoints: {
    worker: 'worker/main.ts',
    'encoder-main': 'src/encoding/process/encoder-main.ts',
    'forecaster-main': 'src/features/forecasting/process/forecaster-main.ts',
    'predictor-main': 'src/features/supplier-performance/process/predictor-main.ts',
    'reader-main': 'src/encoding/reading/reader-main.ts',
    'database-steps': 'scripts/launcher/database-steps.ts',
  },
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  // No source maps: reading them doubles a worker's memory, and names and lines of a plain bundle tell enough.
  metafile: true,
  logLevel: 'warning',
  // pg and ssh2 ask for the first ones and do without; libpg-query reads a file that lies beside its code.
  external: ['pg-native', 'cpu-features', '*.node', 'libpg-query'],
  // CommonJS packages inside an ES module still call require() and ask for __dirname.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url),__dirname=import.meta.dirname;",
  },
}

/** The bundled worker: it starts in a tenth of the time the sources need. */
export const workerBundle = join(outdir, 'worker.js')

/** What the launcher does to the database before it starts the first process. */
export const databaseBundle = join(outdir, 'database-steps.js')

/** Bundles what Node.js runs in production if a file it is made of changed; resolves to whether it had to. */
export async function bundle(): Promise<boolean> {
  if (isCurrent()) return false
  const { metafile } = await build(bundleOptions).catch(() => {
    throw new Refusal('The worker could not be bundled; the output of esbuild is above.')
  })
  const inputs = Object.keys(metafile!.inputs)
  writeFileSync(inputsFile, JSON.stringify({ inputs, hash: hashOf(inputs) }))
  return true
}

function isCurrent(): boolean {
  if (!existsSync(inputsFile) || !existsSync(workerBundle)) return false
  const { inputs, hash } = JSON.parse(readFileSync(inputsFile, 'utf8'))
  return hashOf(inputs) === hash
}

/** Packages change with the lockfile only, so of their files nothing but the lockfile is read. */
function hashOf(inputs: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(bundleOptions))
  const own = inputs.filter((file) => !file.startsWith('node_modules/'))
  for (const file of [...own, 'package-lock.json']) {
    hash.update(file).update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '')
  }
  return hash.digest('hex')
}
