import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'
import { root } from './launcher/paths.mjs'

const target = join(root, 'src/encoding/xlsx/deflate/rows-binary.ts')

if (import.meta.main) writeFileSync(target, await compiledRows())

/** The module that carries the compiled writer of rows: the same source always gives the same text. */
export async function compiledRows(): Promise<string> {
  const options = ['--runtime', 'stub', '-O3', '--noAssert', '--initialMemory', '1']
  let binary: Uint8Array | undefined
  const { error, stderr } = await main(['rows.ts', ...options, '--outFile', 'rows.wasm'], {
    readFile: (name, folder) => read(join(root, 'wasm', folder, name)),
    writeFile: (_, contents) => {
      binary = contents as Uint8Array
    },
    listFiles: () => [],
  })
  if (error || !binary) throw new Error(`AssemblyScript refused wasm/rows.ts: ${stderr}`)
  return [
    '// Compiled from wasm/rows.ts by `npm run build:wasm`.',
    `export const rowsBinary =\n  '${Buffer.from(binary).toString('base64')}'`,
    '',
  ].join('\n')
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
