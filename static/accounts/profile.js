/* The choice between light and dark; theme.js reads it before the first paint. */
const choice = document.querySelector('[data-theme-choice]');
const dark = matchMedia('(prefers-color-scheme: dark)');
const stored = localStorage.getItem('theme') ?? '';

choice.querySelector(`input[value="${stored === 'light' || stored === 'dark' ? stored : ''}"]`).checked = true;
choice.addEventListener('change', (event) => {
  const wanted = event.target.value;
  if (wanted) localStorage.setItem('theme', wanted);
  else localStorage.removeItem('theme');
  document.documentElement.dataset.bsTheme = wanted || (dark.matches ? 'dark' : 'light');
});
