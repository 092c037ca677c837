import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { completionActions } from './completion-actions.ts'

it('steps wait only for actions that some command writes to the audit trail', () => {
  const features = join(import.meta.dirname, '..', '..')
  const written = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !file.includes('onboarding'))
    .map((file) => readFileSync(join(features, file), 'utf8'))
    .join('\n')
  const lib = readFileSync(join(features, '../lib/access/invitations.ts'), 'utf8')
  const isWritten = (action: string) =>
    new RegExp(`(action: |\\? |: )'${action.replace('.', '\\.')}'`).test(written + lib)
  expect(Object.keys(completionActions).filter((action) => !isWritten(action))).toEqual([])
  expect(isWritten('export.admired')).toBe(false)
})
