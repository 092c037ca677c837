import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** The lines that a process writes when it runs these statements. */
function linesOf(statements: string): Record<string, unknown>[] {
  const code = `import { captureConsole, log } from '#src/lib/log.ts'; ${statements}`
  const args = ['--input-type=module', '--no-warnings', '-e', code]
  const env = { ...process.env, LOG_LEVEL: 'info' }
  const text = execFileSync(process.execPath, args, { env, encoding: 'utf8' })
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u2028|\u2029/u)
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('the log', () => {
  it('is one JSON line for each entry, whatever stands in it, and tells the text as it was', () => {
    const text = 'x\n{"level":30,"msg":"forged"}\u001b[2J\u009b31m\u2028y'
    const [line, ...more] = linesOf(`log.info({ path: ${JSON.stringify(text)} }, 'request')`)
    expect(more).toEqual([])
    expect(line).toMatchObject({ msg: 'request', path: text })
  })

  it('takes what packages write to the console, with the error that came along', () => {
    const lines = linesOf(`captureConsole()
      console.error('[next-auth][error]\\n{"level":30}', new Error('refused'))
      console.log('%s and 100%', 'ready')`)
    expect(lines).toMatchObject([
      { level: 50, source: 'console', err: { message: 'refused' } },
      { level: 30, source: 'console', msg: 'ready and 100%' },
    ])
  })

  it('never holds a secret under its own name', () => {
    const [line] = linesOf(`log.info({ password: 'hunter', request: { cookie: 'session' } }, 'x')`)
    expect(JSON.stringify(line)).not.toMatch(/hunter|session/)
  })
})
