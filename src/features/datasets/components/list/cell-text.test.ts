import { describe, expect, it } from 'vitest'
import { cellText } from './cell-text.ts'

const read = (type: string, value: unknown, locale = 'en-GB', masked = false) =>
  cellText({ type, masked }, value, { locale, timeZone: 'Europe/Berlin' })

describe('a value on screen', () => {
  it('keeps every digit that says something', () => {
    expect(read('money', '1234567.8900')).toBe('1,234,567.89')
    expect(read('money', '5.0000')).toBe('5.00')
    expect(read('money', '5.0001')).toBe('5.0001')
    expect(read('decimal', '0.2000')).toBe('0.2')
    expect(read('decimal', '3.0000')).toBe('3')
    expect(read('integer', 1234)).toBe('1,234')
    expect(read('money', '12345678901234567890.12', 'de-DE')).toBe('12.345.678.901.234.567.890,12')
  })

  it('writes days and instants as the reader does, instants with their zone', () => {
    expect(read('date', '2026-01-02')).toBe('2 Jan 2026')
    expect(read('date', '2026-01-02', 'en-US')).toBe('Jan 2, 2026')
    expect(read('timestamp', '2026-01-02T03:04:05.5+00:00')).toBe('2 Jan 2026, 04:04 CET')
    expect(read('timestamp', 'infinity')).toBe('infinity')
  })

  it('says yes and no, shows JSON compactly, masked values as they come, and nothing for nothing', () => {
    expect([read('boolean', true), read('boolean', false)]).toEqual(['Yes', 'No'])
    expect(read('json', { a: 1 })).toBe('{"a":1}')
    expect(read('integer', '••••', 'en', true)).toBe('••••')
    expect([read('text', null), read('text', '')]).toEqual([undefined, undefined])
  })
})
