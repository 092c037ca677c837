import { basename, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { bundle, bundleOptions } from '../scripts/build-worker.ts'
import { root } from '../scripts/launcher/paths.mjs'

const program = join(root, 'dist', 'bench-export.js')

/** Beside the program: the product's encoder with hash and control totals taken out, everything else the same. */
export const bareEncoder = './bench-bare-encoder.js'

/** Bundles the bench's programs beside the worker, as the worker is; resolves to the program's path. */
export async function bundlePrograms(): Promise<string> {
  await bundle()
  // What is imported later stands in files of its own, so that it is read later, too.
  await build({
    ...bundleOptions,
    splitting: true,
    entryPoints: { 'bench-export': 'bench/programs/export.ts' },
  })
  await build({
    ...bundleOptions,
    entryPoints: { 'bench-bare-encoder': 'src/encoding/process/encoder-main.ts' },
    plugins: [withoutProof],
  })
  return program
}

const withoutProof: Plugin = {
  name: 'without-proof',
  setup({ onResolve }) {
    const from = (importer: string) => basename(importer)
    onResolve({ filter: /\/totals\.ts$/ }, ({ importer }) =>
      from(importer) === 'encoder-main.ts' ? { path: join(root, 'bench/programs/no-totals.ts') } : undefined,
    )
    onResolve({ filter: /^node:crypto$/ }, ({ importer }) =>
      from(importer) === 'file-sink.ts' ? { path: join(root, 'bench/programs/no-hash.ts') } : undefined,
    )
  },
}
