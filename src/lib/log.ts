import { format } from 'node:util'
import pino from 'pino'

/** JSON lines on standard output; secrets are cut out wherever they appear by these names. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  // JSON leaves these as they are, and a terminal acts on them.
  hooks: { streamWrite: (line) => line.replace(/[\u007f-\u009f\u2028\u2029]/g, escaped) },
  redact: {
    paths: [
      'password',
      'secret',
      'authorization',
      'cookie',
      '*.password',
      '*.secret',
      '*.authorization',
      '*.cookie',
    ],
    censor: '[redacted]',
  },
})

/** What packages write to the console becomes lines of this log: one line each, whatever is in them. */
export function captureConsole(): void {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) console[level] = logger(level)
  console.log = logger('info')
}

function logger(level: 'debug' | 'info' | 'warn' | 'error') {
  return (...given: unknown[]) => {
    const err = given.find((value) => value instanceof Error)
    const text = format(...given.map((value) => (value instanceof Error ? value.message : value)))
    log[level]({ source: 'console', ...(err ? { err } : {}) }, '%s', text)
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
