import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const maxBytes = 20_000_000

export interface LogFile {
  path: string
  /** Copies a stream line by line into the file, and to the console behind the name. */
  follow(stream: Readable): void
}

/** Appends to a log; at 20 MB it becomes `<path>.1` and a new one begins. */
export function openLogFile(path: string, name: string): LogFile {
  let file = openSync(path, 'a', 0o600)
  let bytes = statSync(path).size
  function append(line: string): void {
    try {
      if (bytes > maxBytes) {
        closeSync(file)
        renameSync(path, `${path}.1`)
        file = openSync(path, 'a', 0o600)
        bytes = 0
      }
      bytes += writeSync(file, `${line}\n`)
    } catch {
      // A full disk costs the line, not the processes it came from; the console still has it.
    }
  }
  return {
    path,
    follow(stream) {
      createInterface({ input: stream }).on('line', (line) => {
        append(line)
        console.log(`${name.padEnd(9)}| ${line}`)
      })
    },
  }
}
