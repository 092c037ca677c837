import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Manifest, manifestSchema } from '../src/features/exports/proofs/manifest.ts'
import { verifyFile } from '../src/features/exports/proofs/verify-file.ts'

// npm run --silent verify-export -- FILE MANIFEST [--public-key KEY]
// Works offline and without a database. Ends with 0 whole, 1 altered, 2 not checked.

const usage = `Usage: npm run --silent verify-export -- FILE MANIFEST [--public-key KEY]

Checks whether FILE is exactly what the export described by MANIFEST wrote. With --public-key only a
signature by that key counts; the instance shows its key on every manifest it signs.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const given = argumentsOf(args)
  if (!given) {
    console.error(usage)
    return 2
  }
  try {
    return await check(given.file, given.manifest, given.publicKey)
  } catch (error) {
    console.error(`Not checked: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
}

function argumentsOf(args: string[]) {
  try {
    const options = { 'public-key': { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: keyJoined(args), options, allowPositionals: true })
    const [file, manifest, ...more] = positionals
    if (!file || !manifest || more.length > 0) return undefined
    // npm runs scripts in the project's folder and tells where it was called.
    const folder = process.env.INIT_CWD ?? '.'
    return {
      file: resolve(folder, file),
      manifest: resolve(folder, manifest),
      publicKey: values['public-key'],
    }
  } catch {
    return undefined
  }
}

/** A key may begin with a dash, which would be taken for an option unless an equals sign comes before it. */
function keyJoined(args: string[]): string[] {
  const at = args.indexOf('--public-key')
  return at < 0 ? args : args.toSpliced(at, 2, args.slice(at, at + 2).join('='))
}

/** The manifest itself, also from an answer of the API that was saved as it came. */
function withoutEnvelope(read: unknown): unknown {
  const isEnvelope = typeof read === 'object' && read !== null && 'success' in read && 'data' in read
  return isEnvelope ? read.data : read
}

async function check(file: string, manifestPath: string, publicKey: string | undefined): Promise<number> {
  const read = withoutEnvelope(JSON.parse(await readFile(manifestPath, 'utf8')))
  const parsed = manifestSchema.safeParse(read)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(
      `${basename(manifestPath)} is not a manifest of version 1 (${issue?.path.join('.')}: ${issue?.message})`,
    )
  }
  // The manifest as read: the signature covers it, not what a schema made of it.
  const manifest = read as Manifest
  const found = await verifyFile(file, manifest, publicKey)
  if (found.verdict === 'altered') {
    console.log(`Altered: ${basename(file)} is not what export ${manifest.export_id} wrote.`)
    for (const problem of found.problems) console.log(`- ${problem}`)
    return 1
  }
  const rows = found.rows === null ? 'rows not counted' : plural(found.rows, 'row')
  const { key_id, public_key } = manifest.signature
  console.log(
    `Whole: ${basename(file)} is exactly the file that export ${manifest.export_id} wrote: ` +
      `${rows}, ${plural(found.bytes, 'byte')}, signed by key ${key_id}.`,
  )
  if (publicKey === undefined)
    console.log(`Compare the key with the instance's, or pass --public-key ${public_key}`)
  return 0
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}
