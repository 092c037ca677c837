import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './table.ts'

/** What yardsticks are made of, as far as this machine has it; a text says why something is not there. */
export interface Tools {
  hasPsql: boolean
  /** The compiled program, or why there is none. */
  libxlsxwriter: { program: string } | { missing: string }
  /** Why the packages of yardsticks are not there. */
  missingPackages?: string
}

const folder = join(import.meta.dirname, 'yardsticks')
const lockfile = join(folder, 'package-lock.json')
const marker = join(folder, 'node_modules', '.lock-hash')

/** Installs and compiles what is needed and possible. `variables` lead psql to the database. */
export function findTools(workFolder: string, variables: Record<string, string>): Tools {
  const missingPackages = installPackages()
  return {
    hasPsql: succeeds('psql', ['-X', '-c', 'select 1'], variables),
    libxlsxwriter: compile(join(workFolder, 'libxlsxwriter')),
    ...(missingPackages === undefined ? {} : { missingPackages }),
  }
}

/** A lockfile of their own: nobody who only wants to run the product waits for these packages. */
function installPackages(): string | undefined {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return undefined
  say('installing the packages of the yardsticks (npm ci in bench/yardsticks) ...')
  const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env
  const npm = script?.endsWith('.js') ? [node, script] : ['npm']
  const [file = '', ...args] = [...npm, 'ci', '--prefix', folder, '--no-audit', '--no-fund']
  const { status } = spawnSync(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) return 'npm ci in bench/yardsticks failed'
  writeFileSync(marker, hash)
  return undefined
}

function compile(program: string): Tools['libxlsxwriter'] {
  if (!succeeds('cc', ['--version'])) return { missing: 'no C compiler (cc)' }
  const source = join(folder, 'libxlsxwriter.c')
  const isCompiled = succeeds('cc', ['-O2', '-o', program, source, '-lxlsxwriter'])
  return isCompiled ? { program } : { missing: 'it does not compile here (Debian: libxlsxwriter-dev)' }
}

function succeeds(file: string, args: string[], variables: Record<string, string> = {}): boolean {
  return spawnSync(file, args, { stdio: 'ignore', env: { ...process.env, ...variables } }).status === 0
}
