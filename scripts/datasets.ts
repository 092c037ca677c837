import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DefinitionsApi } from './definitions/api.ts'
import { changesBetween } from './definitions/changes.ts'
import { readDefinitions, writeDefinitions } from './definitions/file.ts'
import { readRunFile } from './launcher/paths.mjs'

// npm run --silent datasets -- pull|push FILE [--apply] [--url URL] [--key KEY]
// Ends with 0 when all went well, 1 when something did not, 2 when it was called wrongly.

const usage = `Usage: npm run --silent datasets -- pull|push FILE [--apply] [--url URL] [--key KEY]

pull writes the definitions of a company's own datasets to FILE, for review in git; no secret is in it.
push says what FILE would change, and changes it with --apply. Datasets that FILE does not name stay as they are.
The address and an API key of an admin come from --url and --key, else from WAYBILL_URL and WAYBILL_API_KEY; without an
address it is the instance that runs in this folder.`

interface Options {
  command: 'pull' | 'push'
  file: string
  isApplied: boolean
  url: string
  key: string
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const options = optionsOf(args)
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`)
    return 2
  }
  try {
    const api = new DefinitionsApi(options.url, options.key)
    return options.command === 'pull' ? await pull(api, options) : await push(api, options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

/** What was asked for, or what is wrong with it. */
function optionsOf(args: string[]): Options | string {
  const text = { type: 'string' } as const
  let parsed: { values: { apply?: boolean; url?: string; key?: string }; positionals: string[] }
  try {
    const options = { apply: { type: 'boolean' }, url: text, key: text } as const
    parsed = parseArgs({ args, options, allowPositionals: true })
  } catch {
    return `Unknown arguments: ${args.join(' ')}`
  }
  const { values, positionals } = parsed
  const [command, file, ...more] = positionals
  if ((command !== 'pull' && command !== 'push') || !file || more.length > 0)
    return 'Name pull or push, and one file.'
  if (command === 'pull' && values.apply) return '--apply belongs to push.'
  const url = values.url ?? process.env.WAYBILL_URL ?? readRunFile()?.base_url
  if (!url || !URL.canParse(url)) return 'No address given: start Waybill here, or name it with --url.'
  const key = values.key ?? process.env.WAYBILL_API_KEY
  if (!key) return 'No API key given: create one under Settings, API keys, and name it with --key.'
  // npm runs scripts in the project's folder and tells where it was called.
  return {
    ...{ command, url: url.replace(/\/+$/, ''), key, isApplied: values.apply === true },
    file: resolve(process.env.INIT_CWD ?? '.', file),
  }
}

async function pull(api: DefinitionsApi, { file }: Options): Promise<number> {
  const stored = await api.read()
  await writeFile(file, writeDefinitions(stored.map(({ definition }) => definition)))
  console.log(`${counted(stored.length)} written to ${file}`)
  return 0
}

async function push(api: DefinitionsApi, { file, isApplied }: Options): Promise<number> {
  const wanted = readDefinitions(await readFile(file, 'utf8'))
  const { changes, others } = changesBetween(await api.read(), wanted)
  for (const { definition, changed, version } of changes) {
    console.log(
      version === undefined ? `create ${definition.key}` : `change ${definition.key}: ${changed.join(', ')}`,
    )
    if (isApplied) await api.write(definition, version)
  }
  for (const key of others) console.log(`${key} is not in the file and stays as it is`)
  console.log(summaryOf(changes.length, isApplied))
  return 0
}

function summaryOf(changes: number, isApplied: boolean): string {
  if (changes === 0) return 'Nothing to change.'
  return isApplied
    ? `${counted(changes)} written.`
    : `${counted(changes)} to write. Nothing is changed without --apply.`
}

function counted(count: number): string {
  return count === 1 ? '1 dataset' : `${count} datasets`
}
