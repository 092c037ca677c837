import pino from 'pino'

/** JSON lines on standard output; secrets are cut out wherever they appear by these names. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
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
