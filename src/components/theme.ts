import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core'

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'

const calendar = {
  hideOutsideDates: true,
  ariaLabels: {
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    previousYear: 'Previous year',
    nextYear: 'Next year',
    previousDecade: 'Previous decade',
    nextDecade: 'Next decade',
  },
}

/** Ink on paper: one petrol, cool greys, little rounding. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  black: '#1a2227',
  fontFamily: systemFonts,
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.4375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  colors: {
    petrol: [
      '#eaf5f5',
      '#d6eaea',
      '#add4d5',
      '#80bdbf',
      '#58a8ab',
      '#37878b',
      '#237276',
      '#175e62',
      '#104c50',
      '#093a3d',
    ],
    gray: [
      '#f6f8f9',
      '#eef1f3',
      '#e3e8ea',
      '#d3dadd',
      '#bac4c9',
      '#87939a',
      '#5c6a72',
      '#45525a',
      '#303a41',
      '#1d252a',
    ],
    dark: [
      '#d7dde1',
      '#b9c2c8',
      '#9ba6ae',
      '#74808a',
      '#3f4951',
      '#333c43',
      '#242c32',
      '#191f24',
      '#13181c',
      '#0d1114',
    ],
    red: [
      '#fdf0ef',
      '#fbdedb',
      '#f4b9b4',
      '#ec9189',
      '#e56f65',
      '#d9483d',
      '#c43529',
      '#a92a20',
      '#8b2019',
      '#6d1712',
    ],
    green: [
      '#ebf7ef',
      '#d5edde',
      '#a9d9bc',
      '#7ac398',
      '#52af79',
      '#329660',
      '#257f4f',
      '#1b6a40',
      '#145532',
      '#0d4026',
    ],
    amber: [
      '#fdf5e3',
      '#faeac8',
      '#f2d28c',
      '#e8b853',
      '#d9a02b',
      '#b8831a',
      '#966a12',
      '#7a550c',
      '#604207',
      '#473003',
    ],
    blue: [
      '#eef4fc',
      '#dbe8f8',
      '#b3cfef',
      '#87b2e4',
      '#6099da',
      '#3f7fc8',
      '#2f6ab0',
      '#245692',
      '#1b4475',
      '#123158',
    ],
  },
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input)
    return input.variant === 'subtle' && input.color === 'gray'
      ? { ...resolved, color: 'var(--mantine-color-dimmed)' }
      : resolved
  },
  components: {
    // Whole words: a state that is cut off says nothing.
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none' },
      styles: { root: { minWidth: 'max-content' } },
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': 'Close' },
        // A header outside of the page's sections would be a second banner.
        attributes: { header: { role: 'none' } },
      },
    },
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    DatePicker: { defaultProps: calendar },
    Paper: { defaultProps: { withBorder: true } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
  },
})

/** Text, borders of fields and messages keep the contrast that WCAG 2.2 AA asks for. */
export const cssVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    '--waybill-focus': 'var(--mantine-color-petrol-7)',
    '--waybill-field-border': 'var(--mantine-color-gray-5)',
    '--waybill-canvas': 'var(--mantine-color-gray-0)',
    '--waybill-surface': 'var(--mantine-color-white)',
    '--waybill-row-hover': 'var(--mantine-color-gray-0)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    ...tintsOnDark(Object.keys(theme.colors)),
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-default-border': 'var(--mantine-color-dark-5)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    '--waybill-focus': 'var(--mantine-color-petrol-3)',
    '--waybill-field-border': 'var(--mantine-color-dark-3)',
    '--waybill-canvas': 'var(--mantine-color-dark-8)',
    '--waybill-surface': 'var(--mantine-color-dark-7)',
    '--waybill-row-hover': 'var(--mantine-color-dark-6)',
  },
})

/** Mantine darkens its tints to nearly black; on our dark surfaces they would no longer be told apart. */
function tintsOnDark(colors: string[]): Record<string, string> {
  const tint = (color: string, percent: number) =>
    `color-mix(in srgb, var(--mantine-color-${color}-5) ${percent}%, var(--mantine-color-dark-7))`
  return Object.fromEntries(
    colors
      .filter((color) => color !== 'dark')
      .flatMap((color) => [
        [`--mantine-color-${color}-light`, tint(color, 26)],
        [`--mantine-color-${color}-light-hover`, tint(color, 36)],
        [`--mantine-color-${color}-light-color`, `var(--mantine-color-${color}-1)`],
      ]),
  )
}
