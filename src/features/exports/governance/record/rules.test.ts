import { describe, expect, it } from 'vitest'
import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { isAllowedAddress, reasonsInWords, showsSensitive } from './rules.ts'

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
    const allowed = (address: string) => isAllowedAddress(address, domains)
    expect(['a@example.com', 'b@FIRM.example'].map(allowed)).toEqual([true, true])
    const foreign = ['b@evil-example.com', 'a@sub.example.com', 'a@example.com.evil.example']
    expect(foreign.map(allowed)).toEqual([false, false, false])
    expect(isAllowedAddress('anybody@anywhere.example', [])).toBe(true)
  })

  it('are told in words', () => {
    expect(reasonsInWords(['rows', 'sensitive'])).toEqual([
      'More rows than the limit',
      'Shows sensitive columns',
    ])
  })
})
