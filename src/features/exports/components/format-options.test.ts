import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { findFormat, formats } from '#src/encoding/formats.ts'
import { offeredOptions, optionsInWords, preselectedLabel } from './format-options.ts'
import { fieldsOf } from './json-schema.ts'

const schemaOf = (key: string) =>
  z.toJSONSchema(findFormat(key)!.options, { io: 'input', unrepresentable: 'any' })
const offersLocale = (key: string, values: Record<string, unknown>) =>
  offeredOptions(schemaOf(key), values).some((field) => field.key === 'locale')

describe('the words of a format', () => {
  it('name every option, and every value that can be chosen', () => {
    for (const { key } of formats) {
      for (const field of fieldsOf(schemaOf(key))) {
        expect(field.label, `${key}.${field.key}`).toMatch(/^["A-Z]/)
        const meta = (schemaOf(key).properties?.[field.key] ?? {}) as {
          option_labels?: Record<string, string>
        }
        for (const { value } of field.choices) {
          expect(meta.option_labels?.[value], `${key}.${field.key}=${value}`).toBeTruthy()
        }
      }
    }
  })

  it('say what holds when nothing is chosen, as the format itself fills it in', () => {
    for (const format of formats) {
      const dialect = format.dialect({})
      for (const { key, preselected } of fieldsOf(schemaOf(format.key))) {
        if (preselected !== undefined) expect(String(dialect[key]), `${format.key}.${key}`).toBe(preselected)
      }
    }
    const [title] = offeredOptions(schemaOf('excel'), {})
    expect(preselectedLabel(title!)).toBe('No')
  })

  it('tell the options of a finished file, unknown ones as they are', () => {
    expect(optionsInWords(schemaOf('csv'), { decimal_separator: ',', null: '', bom: true, old: 1 })).toEqual([
      'Decimal separator: 1234,50',
      'Byte order mark: Yes',
      'Empty values as: nothing',
      'old: 1',
    ])
  })
})

describe('the language of a file', () => {
  it('is offered where something depends on it', () => {
    expect(offersLocale('csv', {})).toBe(false)
    expect(offersLocale('csv', { preset: 'tsv', values: 'raw' })).toBe(false)
    expect(offersLocale('csv', { preset: 'excel' })).toBe(true)
    expect(offersLocale('csv', { values: 'formatted' })).toBe(true)
    expect(offersLocale('pdf', {})).toBe(true)
    expect(offersLocale('pdf', { values: 'raw' })).toBe(false)
  })
})
