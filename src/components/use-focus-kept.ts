import { useEffect } from 'react'

/**
 * When the element with the focus leaves the page or is disabled, browsers drop the focus to the body and a
 * keyboard starts again from the top. This puts it back on the element once it is enabled, else on the nearest
 * part of the page around it that is still there.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let path: HTMLElement[] = []
    let pathInContent: HTMLElement[] = []
    let wasDisabled = false

    function remember({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return
      path = pathOf(target)
      wasDisabled = false
      if (target.closest('#content')) pathInContent = path
    }

    function keep() {
      const [element] = path
      if (!element) return
      // Browsers drop the focus of a disabled element with the next frame, which no mutation tells.
      if (element.matches(':disabled')) wasDisabled = true
      if (document.activeElement !== document.body) return
      if (!element.isConnected) focusNearest([...path, ...pathInContent])
      else if (wasDisabled && !element.matches(':disabled')) element.focus({ preventScroll: true })
    }

    /** Who points somewhere else does not want the focus back. */
    function forget() {
      path = []
    }

    const observer = new MutationObserver(keep)
    observer.observe(document.body, {
      ...{ subtree: true, childList: true, attributes: true },
      attributeFilter: ['disabled'],
    })
    document.addEventListener('focusin', remember)
    document.addEventListener('pointerdown', forget)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', remember)
      document.removeEventListener('pointerdown', forget)
    }
  }, [])
}

const parts = 'section, table, tr, form, nav, [role="search"], [role="dialog"], #content'

function focusNearest(path: HTMLElement[]): void {
  const part = path.find((element) => element.isConnected && element.matches(parts))
  if (!part) return
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1
    part.style.outline = 'none'
  }
  part.focus({ preventScroll: true })
}

function pathOf(element: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one && one !== document.body; one = one.parentElement)
    path.push(one)
  return path
}
