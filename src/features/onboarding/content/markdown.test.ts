import { describe, expect, it } from 'vitest'
import { toHtml } from './markdown.ts'

describe('Markdown', () => {
  it('becomes HTML', () => {
    expect(toHtml('Use **Verify**:\n\n- [Exports](/exports)\n- `sha256`')).toBe(
      '<p>Use <strong>Verify</strong>:</p>\n<ul>\n<li><a href="/exports">Exports</a></li>\n<li><code>sha256</code></li>\n</ul>\n',
    )
  })

  it('lets no markup through, however it is written', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '![x](https://example.com/pixel.png)',
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '[x](  javascript:alert(1))',
      '[x](data:text/html;base64,PHNjcmlwdD4=)',
      '[x](//example.com)',
      '[x](/\\example.com)',
      '<javascript:alert(1)>',
      '[x]: javascript:alert(1)\n\n[x]',
      '```"><script>\nx\n```',
      '[x](/a "\\"><script>alert(1)</script>")',
    ]
    const allowed =
      /^<\/?(p|a|code|pre|strong|em|ul|li)( (href="(https?:|mailto:|\/(?![/\\]))[^"]*"|title="[^"]*"|class="[^"]*"))*>$/
    for (const text of hostile) {
      const tags = toHtml(text).match(/<[^>]*>/g) ?? []
      expect(
        tags.filter((tag) => !allowed.test(tag)),
        text,
      ).toEqual([])
    }
    expect('<a href="javascript:alert(1)">').not.toMatch(allowed)
  })
})
