import { describe, expect, it } from 'vitest'
import { cellValue } from './cell-value.ts'

const read = (type: Parameters<typeof cellValue>[0]['type'], text: string | null, masked = false) =>
  cellValue({ type, masked }, text)

describe('the value of a cell', () => {
  it('keeps decimals and integers exact', () => {
    expect(read('money', '12345678901234567890.1200')).toBe('12345678901234567890.1200')
    expect(read('integer', '-42')).toBe(-42)
    expect(read('integer', '9007199254740993')).toBe('9007199254740993')
  })

  it('keeps every digit of the numbers inside JSON', () => {
    const json = '{"id": 9007199254740993, "rate": 0.12345678901234567890, "n": [1e400, -0.1, 1.50, 3e2]}'
    expect(read('json', json)).toEqual({
      id: '9007199254740993',
      rate: '0.12345678901234567890',
      n: ['1e400', -0.1, 1.5, 300],
    })
    expect(read('json', '[0.30000000000000004, 0, -0.0, 100000000000000000000]')).toEqual([
      0.30000000000000004, 0, -0, 1e20,
    ])
  })

  it('leaves what looks like a number in a text of JSON alone', () => {
    const texts = ['9007199254740993', 'a " 9007199254740993', 'a\\', '1e400']
    expect(read('json', JSON.stringify(texts))).toEqual(texts)
  })

  it('writes an instant with its offset, and leaves what is none as it is', () => {
    expect(read('timestamp', '2026-01-02 03:04:05.123456+01')).toBe('2026-01-02T03:04:05.123456+01:00')
    expect(read('timestamp', '2026-01-02 03:04:05-03:30')).toBe('2026-01-02T03:04:05-03:30')
    expect(read('timestamp', 'infinity')).toBe('infinity')
    expect(read('timestamp', '0044-03-15 12:00:00+00 BC')).toBe('0044-03-15 12:00:00+00 BC')
    expect(read('date', '2026-01-02')).toBe('2026-01-02')
  })

  it('gives flags and JSON as what they are, nulls as null, and masked values as text', () => {
    expect([read('boolean', 't'), read('boolean', 'f')]).toEqual([true, false])
    expect(read('json', '{"a": [1, null]}')).toEqual({ a: [1, null] })
    expect(read('integer', null)).toBe(null)
    expect(read('integer', '••••', true)).toBe('••••')
  })
})
