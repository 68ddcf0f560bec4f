"""WeCom 企业微信: residents in WeChat through 微信客服, staff in its own app."""
