import { describe, expect, it } from 'vitest'
import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { foreignAddress, reasonsInWords, showsSensitive } from './rules.ts'

describe('the rules for exports', () => {
  it('call a column sensitive when its values are shown, not when they are masked or it is harmless', () => {
    const payroll = findDataset('payroll')!
    const column = (key: string, masked: boolean) => [{ key, masked }]
    expect(showsSensitive(payroll, column('iban', false))).toBe(true)
    expect(showsSensitive(payroll, column('iban', true))).toBe(false)
    expect(showsSensitive(payroll, column('department', false))).toBe(false)
  })

  it('let addresses through by their whole domain, in any case', () => {
    const domains = ['example.com', 'firm.example']
    expect(foreignAddress(['a@example.com', 'b@FIRM.example'], domains)).toBe(-1)
    expect(foreignAddress(['a@example.com', 'b@evil-example.com'], domains)).toBe(1)
    expect(foreignAddress(['a@sub.example.com'], domains)).toBe(0)
    expect(foreignAddress(['a@example.com.evil.example'], domains)).toBe(0)
    expect(foreignAddress(['anybody@anywhere.example'], [])).toBe(-1)
  })

  it('are told in words', () => {
    expect(reasonsInWords(['rows', 'sensitive'])).toEqual([
      'More rows than the limit',
      'Shows sensitive columns',
    ])
  })
})
