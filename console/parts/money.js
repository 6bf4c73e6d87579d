// Money as the hotel writes it: minor units in, the sign and the separators of the reader's language out.
export function moneyFor(lang, currency) {
  const locale = lang === "en" ? "en-US" : "es-AR";
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  const exact = new Intl.NumberFormat(locale, options);
  const places = exact.resolvedOptions().maximumFractionDigits;
  const round = new Intl.NumberFormat(locale, { ...options, maximumFractionDigits: 0 });
  const unit = 10 ** places;

  return {
    // Cents are said only where there are some.
    say: (minor) => (minor % unit === 0 ? round : exact).format(minor / unit),
    // Seen from afar the cents of thousands are noise.
    about: (minor) => (Math.abs(minor) >= 1000 * unit || minor % unit === 0 ? round : exact).format(minor / unit),
    sign: exact.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency,
    minor: (major) => Math.round(major * unit),
    plain: (minor) => (minor / unit).toLocaleString(locale, { maximumFractionDigits: places, useGrouping: false }),
  };
}
