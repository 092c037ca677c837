'use client'

import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'

const choices = [
  { value: 'light', label: option(<IconSun size={16} aria-hidden />, 'Light') },
  { value: 'dark', label: option(<IconMoon size={16} aria-hidden />, 'Dark') },
  { value: 'auto', label: option(<IconDeviceDesktop size={16} aria-hidden />, 'Same as system') },
]

/** Light, dark or as the system; the browser keeps the choice, so it is only known once mounted. */
export function ColorSchemeChoice({ fullWidth = false }: { fullWidth?: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isMounted = useMounted()
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label="Color scheme"
      value={isMounted ? colorScheme : 'auto'}
      onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
      data={choices}
    />
  )
}

function option(icon: ReactNode, label: string) {
  return (
    <span title={label} style={{ display: 'flex', alignItems: 'center', justifyContent: 'center' }}>
      {icon}
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
