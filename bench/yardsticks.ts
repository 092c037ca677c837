import { join } from 'node:path'
import type { Command } from './process-tree.ts'
import type { Tools } from './yardstick-tools.ts'

export interface Yardstick {
  key: string
  /** Its program for this query and this file; prints the number of rows as its last number. */
  command: (select: string, outputPath: string) => Command
  /** Why it cannot run on this machine. */
  missing?: string
}

const node = (program: string, ...args: string[]): Command => ({
  file: process.execPath,
  args: [join(import.meta.dirname, 'yardsticks', `${program}.mjs`), ...args],
})

/** Every yardstick by its key, with the tools of this machine. */
export function yardsticksOf(tools: Tools): Map<string, Yardstick> {
  const all = [
    copyCsv(tools),
    libxlsxwriter(tools),
    byPackage('papaparse', tools),
    byPackage('exceljs', tools),
    byPackage('duckdb', tools),
    byPackage('pdfkit', tools),
    byPackage('react-pdf', tools, 'naive'),
    byPackage('react-pdf', tools, 'pages'),
  ]
  return new Map(all.map((yardstick) => [yardstick.key, yardstick]))
}

/** exceljs writes this many equal files at once in one process. */
export function exceljsAtOnce(files: number, select: string, outputPath: string): Command {
  return node('exceljs', select, outputPath, String(files))
}

function byPackage(program: string, { missingPackages }: Tools, variant?: string): Yardstick {
  return {
    key: variant ? `${program} ${variant}` : program,
    command: (select, outputPath) => node(program, select, outputPath, ...(variant ? [variant] : [])),
    ...(missingPackages === undefined ? {} : { missing: missingPackages }),
  }
}

function copyCsv({ hasPsql }: Tools): Yardstick {
  return {
    key: '\\copy csv',
    command: (select, outputPath) =>
      hasPsql
        ? psql(`\\copy (${select}) to '${outputPath}' with (format csv, header)`)
        : node('copy', `copy (${select}) to stdout with (format csv, header)`, outputPath),
  }
}

function libxlsxwriter({ hasPsql, libxlsxwriter: tool }: Tools): Yardstick {
  if ('missing' in tool) return { key: 'libxlsxwriter', missing: tool.missing, command: () => psql('') }
  return {
    key: 'libxlsxwriter',
    command(select, outputPath) {
      const copy = `copy (${select}) to stdout`
      const reader = hasPsql ? psql(copy) : node('copy', copy, '-')
      const script = 'program=$1; file=$2; shift 2; "$@" | "$program" "$file"'
      const args = ['-c', script, 'sh', tool.program, outputPath, reader.file, ...reader.args]
      return { file: 'sh', args }
    },
  }
}

function psql(command: string): Command {
  return { file: 'psql', args: ['-X', '-v', 'ON_ERROR_STOP=1', '-c', command] }
}
