import { expect, it } from 'vitest'
import { compactIban, isIban } from './iban.ts'

it('an IBAN is told from one with a swapped or missing digit', () => {
  for (const right of ['GB82 WEST 1234 5698 7654 32', 'de89 3704 0044 0532 0130 00', 'NO9386011117947'])
    expect(isIban(compactIban(right)), right).toBe(true)
  for (const wrong of [
    'GB82WEST12345698765423',
    'DE8937040044053201300',
    'DE89',
    '',
    'GB82WEST1234569876543²',
  ])
    expect(isIban(wrong), wrong).toBe(false)
})
