import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SpendProgram } from '../programs/spend-caller.ts'

export interface Answer {
  outcome: string
  amount: number
  ms: number
}

export interface Caller {
  child: ChildProcess
  answers: Answer[]
  /** Resolves with its code, or null where it was killed. */
  ended: Promise<number | null>
}

/** A process whose callers ask for money; `name` is what its database sessions are called. */
export function startCaller(appUrl: string, program: SpendProgram, name = 'bench caller'): Caller {
  const answers: Answer[] = []
  const url = new URL(appUrl)
  url.searchParams.set('application_name', name)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../programs/spend-caller.ts')], {
    env: {
      ...process.env,
      ...{
        DATABASE_URL: url.href,
        AUTH_SECRET: 'a secret of the bench, thirty-two characters',
        LOG_LEVEL: 'silent',
      },
      SPEND_PROGRAM: JSON.stringify(program),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [outcome = '', amount, ms] = line.split(' ')
    answers.push({ outcome, amount: Number(amount), ms: Number(ms) })
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, answers, ended }
}
